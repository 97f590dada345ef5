import { DateTime } from 'luxon';
import { beforeAll, describe, expect, test } from 'vitest';
import { nameIn } from '#engine/name-in.ts';
import type { Json } from '#metadata/value.ts';
import {
  type DeployedTemplate,
  deployTemplate,
  type Fields,
  record,
} from '#tests/support/template-process.ts';
import { template } from '#tests/support/templates.ts';

/** A Monday, nine o'clock in Kyiv. */
const NOW = Date.parse('2026-03-02T07:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let crm: DeployedTemplate;
beforeAll(async () => {
  crm = await deployTemplate(template('crm'));
}, 60_000);

const PEOPLE = {
  'user:olha': { name: 'Olha', manager: null },
  'user:iryna': { name: 'Iryna', manager: record('user', 'olha') },
};

test('every process and decision deploys without a warning', () => {
  expect(crm.problems).toEqual([]);
});

test('processes, steps and outcomes are called something in every language', () => {
  const run = crm.start(
    'request_handling',
    { request: record('request', 'r') },
    { 'request:r': { kind: 'question' } },
    NOW,
  );
  const { process } = run.simulation.definition('request_handling')!;
  const answer = process.elements.get('answer_request')!;
  expect([process.root, answer].map((named) => nameIn(named, 'uk'))).toEqual([
    'Обробка звернення',
    'Відповісти на звернення',
  ]);
  for (const { name, labels } of [...process.elements.values(), ...process.flows.values()])
    expect(name === null || ['uk', 'ru'].every((language) => labels?.[language])).toBe(true);
  for (const { labels } of answer.task!.outcomes) expect(Object.keys(labels!)).toEqual(['uk', 'ru']);
});

describe('deal approval', () => {
  const started = (deal: Fields = {}, customer: Fields = {}) =>
    crm.start(
      'deal_approval',
      { deal: record('deal', 'd') },
      {
        ...PEOPLE,
        'customer:c': { name: 'Lisova', class: 'b', ...customer },
        'deal:d': {
          name: 'Sorting line',
          amount_uah: 800_000,
          discount: 5,
          stage: 'contract',
          customer: record('customer', 'c'),
          responsible: record('user', 'iryna'),
          ...deal,
        },
      },
      NOW,
    );

  test('usual terms go straight to the contract, and the signed contract wins the deal', () => {
    // given
    const run = started();
    expect(run.task('fill_terms')).toMatchObject({ assignee: 'iryna', due: NOW + 2 * DAY });

    // when
    run.complete('fill_terms');
    expect(run.task('prepare_contract')).toMatchObject({ groups: ['back_office'] });
    run.complete('prepare_contract', { write: { 'deal:d': { contract_number: '26-114' } } });
    run.complete('sign_contract', { variables: { signed_on: { $date: '2026-03-05' } } });

    // then
    expect(run.status()).toBe('completed');
    expect(run.passed()).not.toContain('approve_terms');
    expect(run.records['deal:d']).toMatchObject({
      approval: 'approved',
      stage: 'won',
      contract_date: { $date: '2026-03-05' },
    });
  });

  test('terms are sent back, revised and approved by the director', () => {
    // given: a discount no team lead may give
    const run = started({ discount: 25, amount_uah: 6_000_000 });
    run.complete('fill_terms', { variables: { reason: 'They buy three lines a year.' } });

    // then
    expect(run.task('approve_terms')).toMatchObject({ groups: ['sales_director'], due: NOW + DAY });
    expect(run.records['deal:d']).toMatchObject({ approval: 'pending' });

    // when: now the team lead may
    run.complete('approve_terms', { outcome: 'send_back', variables: { comment: 'Not above 15 %.' } });
    expect(run.task('revise_terms')).toMatchObject({ assignee: 'iryna' });
    run.complete('revise_terms', { write: { 'deal:d': { discount: 15, amount_uah: 4_900_000 } } });
    expect(run.task('approve_terms')).toMatchObject({ groups: ['team_lead'], due: NOW + 2 * DAY });
    run.complete('approve_terms', { outcome: 'approve' });

    // then
    expect(run.tasks()).toEqual(['prepare_contract']);
    expect(run.records['deal:d']).toMatchObject({ approval: 'approved' });
  });

  test('declined terms end it and leave the stage alone', () => {
    const run = started({}, { class: 'debtor' });
    run.complete('fill_terms');
    run.complete('approve_terms', { outcome: 'decline' });
    expect(run.status()).toBe('completed');
    expect(run.passed()).toContain('terms_declined');
    expect(run.records['deal:d']).toMatchObject({ approval: 'declined', stage: 'contract' });
  });

  test('after two working days the manager is reminded, and the task stays', () => {
    // given
    const run = started({ discount: 12 });
    run.complete('fill_terms');

    // when
    run.wait(2 * DAY - HOUR);
    expect(run.passed()).not.toContain('remind');
    run.wait(HOUR);

    // then
    expect(run.tasks()).toEqual(['approve_terms']);
    const [reminder] = Object.entries(run.records).filter(([key]) => key.startsWith('activity:'));
    expect(reminder![1]).toMatchObject({
      subject: 'Terms of “Sorting line” wait for approval',
      responsible: record('user', 'olha'),
      deal: record('deal', 'd'),
    });
  });

  test('a deal that was moved meanwhile stays where it is', () => {
    const run = started();
    run.complete('fill_terms');
    run.complete('prepare_contract');
    run.complete('sign_contract', {
      variables: { signed_on: { $date: '2026-03-05' } },
      write: { 'deal:d': { stage: 'negotiation' } },
    });
    expect(run.records['deal:d']).toMatchObject({ stage: 'negotiation', approval: 'approved' });
  });
});

describe('order fulfilment', () => {
  const started = (order: Fields = {}, customer: Fields = {}) =>
    crm.start(
      'order_fulfilment',
      { order: record('order', 'o') },
      {
        ...PEOPLE,
        'customer:c': { class: 'b', debt: 0, credit_limit: 300_000, ...customer },
        'order:o': {
          number: 'O-2026-0001',
          status: 'new',
          total: 120_000,
          missing: 0,
          delivery_date: { $date: '2026-03-13' },
          payment_due: null,
          customer: record('customer', 'c'),
          responsible: record('user', 'iryna'),
          ...order,
        },
      },
      NOW,
    );
  const shipped = () => {
    const run = started();
    run.complete('pack_order');
    run.complete('ship_order', { write: { 'order:o': { payment_due: { $date: '2026-03-16' } } } });
    return run;
  };

  test('from order to payment', () => {
    // given: goods and credit are there
    const run = started();
    expect(run.records['order:o']).toMatchObject({ status: 'confirmed' });
    expect(run.task('pack_order')).toMatchObject({ groups: ['back_office'] });

    // when
    run.complete('pack_order', { variables: { checked: ['complete', 'papers'] } });
    expect(run.records['order:o']).toMatchObject({ status: 'packed' });
    run.complete('ship_order');
    expect(run.records['order:o']).toMatchObject({ status: 'shipped' });
    expect(run.task('record_payment')).toMatchObject({ groups: ['accountant'] });
    run.complete('record_payment');

    // then
    expect(run.records['order:o']).toMatchObject({ status: 'paid' });
    expect(run.status()).toBe('completed');
  });

  test('above the credit limit somebody releases it', () => {
    const run = started({ total: 250_000 }, { debt: 90_000 });
    expect(run.task('release_order')).toMatchObject({ groups: ['sales_director'] });
    expect(run.records['order:o']).toMatchObject({ status: 'new' });
    run.complete('release_order', { outcome: 'release' });
    expect(run.tasks()).toEqual(['pack_order']);
  });

  test('what is not released is cancelled', () => {
    const run = started({}, { class: 'debtor' });
    run.complete('release_order', { outcome: 'refuse' });
    expect(run.passed()).toContain('not_released');
    expect(run.records['order:o']).toMatchObject({ status: 'cancelled' });
  });

  test('missing goods are looked for as long as they are missing', () => {
    // given
    const run = started({ missing: 3 });
    expect(run.tasks()).toEqual(['missing_goods']);

    // when, then
    run.complete('missing_goods', { outcome: 'resume', write: { 'order:o': { missing: 1 } } });
    expect(run.tasks()).toEqual(['missing_goods']);
    run.complete('missing_goods', { outcome: 'resume', write: { 'order:o': { missing: 0 } } });
    expect(run.tasks()).toEqual(['pack_order']);
  });

  test('without goods it is cancelled', () => {
    const run = started({ missing: 3 });
    run.complete('missing_goods', {
      outcome: 'cancel',
      write: { 'order:o': { cancel_reason: 'Discontinued' } },
    });
    expect(run.passed()).toContain('no_goods');
    expect(run.records['order:o']).toMatchObject({ status: 'cancelled' });
  });

  test('a late payment reminds the seller once', () => {
    // given
    const run = shipped();
    expect(run.task('record_payment').due).toBe(Date.parse('2026-03-15T22:00:00Z'));

    // when
    run.wait(20 * DAY);

    // then
    expect(run.tasks()).toEqual(['record_payment']);
    const reminders = Object.entries(run.records).filter(([key]) => key.startsWith('activity:'));
    expect(reminders.map(([, { subject }]) => subject)).toEqual(['Payment of O-2026-0001 is late']);
  });
});

describe('request handling', () => {
  const started = (request: Fields = {}, now = NOW) =>
    crm.start(
      'request_handling',
      { request: record('request', 'r') },
      {
        ...PEOPLE,
        'customer:c': { name: 'Lisova' },
        'request:r': {
          subject: 'Price of a sorting line',
          description: 'For 40 t a day.',
          kind: 'question',
          priority: 'normal',
          channel: 'messenger',
          status: 'new',
          customer: record('customer', 'c'),
          contact: null,
          responsible: null,
          ...request,
        },
      },
      now,
    );

  test('is answered by whoever takes it', () => {
    // given
    const run = started();
    const task = run.task('answer_request');
    expect(task).toMatchObject({ name: 'Price of a sorting line', groups: ['support'], due: NOW + 2 * DAY });
    expect(task.assignee).toBeUndefined();

    // when
    run.simulation.command(task.instance, { type: 'claim', key: task.key, user: 'ivan' });
    expect(run.records['request:r']).toMatchObject({ status: 'in_work' });
    run.complete('answer_request', {
      outcome: 'answer',
      write: { 'request:r': { answer: 'See the list.' } },
    });

    // then
    expect(run.records['request:r']).toMatchObject({ status: 'answered' });
    expect(run.status()).toBe('completed');
  });

  test('what is not for us is closed', () => {
    const run = started();
    run.complete('answer_request', { outcome: 'reject' });
    expect(run.records['request:r']).toMatchObject({ status: 'rejected' });
  });

  test('becomes a deal of the seller who takes it', () => {
    // given
    const run = started({ kind: 'purchase' });
    run.complete('answer_request', { outcome: 'purchase' });
    expect(run.task('take_lead')).toMatchObject({ groups: ['seller'], due: NOW + DAY });

    // when
    run.complete('take_lead', { variables: { seller: record('user', 'iryna') } });

    // then
    const { deal, status } = run.records['request:r']!;
    expect(status).toBe('converted');
    const { id } = (deal as { $record: { id: string } }).$record;
    expect(run.records[`deal:${id}`]).toMatchObject({
      name: 'Price of a sorting line',
      customer: record('customer', 'c'),
      responsible: record('user', 'iryna'),
      source: 'call',
      notes: 'For 40 t a day.',
    });
  });

  test('in time, or the head of support gives it to somebody', () => {
    // given
    const run = started({ kind: 'complaint' });
    expect(run.records['request:r']!.answer_due).toEqual<Json>({
      $dateTime: '2026-03-02T13:00:00@Europe/Kyiv',
    });

    // when
    run.wait(4 * HOUR);
    expect(run.tasks()).toEqual(['assign_request']);
    expect(run.task('assign_request')).toMatchObject({ groups: ['support_lead'], priority: 80 });
    run.complete('assign_request', {
      write: { 'request:r': { responsible: record('user', 'iryna'), priority: 'high' } },
    });

    // then: it begins anew with that person
    expect(run.task('answer_request')).toMatchObject({ assignee: 'iryna', due: NOW + 6 * HOUR });
    expect(run.records['request:r']).toMatchObject({ status: 'in_work' });
  });

  test.each([
    // Friday evening: an hour is left of the day, the other three are Saturday's.
    ['2026-03-06T17:00:00Z', '2026-03-07T11:00:00Z'],
    // Saturday afternoon: two hours are left, Monday begins at eight.
    ['2026-03-07T12:00:00Z', '2026-03-09T08:00:00Z'],
    // The Saturday before Independence Day, a Monday on which the office and so the service is closed.
    ['2026-08-22T11:00:00Z', '2026-08-25T07:00:00Z'],
  ])('a complaint of %s is answered within four hours of the service: until %s', (given, due) => {
    // given // when
    const run = started({ kind: 'complaint' }, Date.parse(given));

    // then
    const task = run.task('answer_request');
    expect(new Date(task.due!).toISOString()).toBe(new Date(due).toISOString());
    const { $dateTime } = run.records['request:r']!.answer_due as { $dateTime: string };
    expect(DateTime.fromISO($dateTime.split('@')[0]!, { zone: 'Europe/Kyiv' }).toMillis()).toBe(task.due);
    run.wait(task.due! - Date.parse(given) - 1);
    expect(run.tasks()).toEqual(['answer_request']);
    run.wait(1);
    expect(run.tasks()).toEqual(['assign_request']);
  });
});
