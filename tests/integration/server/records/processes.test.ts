import { describe, expect, it } from 'vitest';
import { rootVariables } from '#engine/read.ts';
import { layoutOf } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import { systemPrincipal } from '../../../../runtime/server/auth/principal.ts';
import { CommandFailed } from '../../../../runtime/server/processes/command-errors.ts';
import { deployOptions } from '../../../../runtime/server/processes/deploy-options.ts';
import { platformOf } from '../../../../runtime/server/processes/platform.ts';
import { recordAnswers } from '../../../../runtime/server/processes/record-answers.ts';
import { recordChangeHandlers } from '../../../../runtime/server/processes/record-changes.ts';
import { recordTasks } from '../../../../runtime/server/processes/record-tasks.ts';
import { createTaskTypes } from '../../../../runtime/server/processes/task-types.ts';
import { listTasks } from '../../../../runtime/server/store/tasks.ts';
import { grantOf } from '../../../../runtime/server/tasks/task-grant.ts';
import { taskRecordsOf } from '../../../../runtime/server/tasks/task-records-of.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation, START } from '../../../support/installation.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { refusal, testRecords } from '../../../support/records.ts';
import { testEngine } from '../../../support/test-engine.ts';

const LINES = `
entity: deal
sections: [{fields: [name, {field: lines, columns: [product, quantity]}]}]
`;
const READER = `
label: Reader
records: {deal: {see: all}, customer: {see: '= segment != "vip"'}, deal_line: {see: none}}
fields: {deal: {margin: hidden}}
`;
const potik = await installation({ ...SALES, 'roles/reader.yaml': READER, 'forms/deal_lines.yaml': LINES });
const { db, registry } = potik;
const { records, system, person } = testRecords(potik);
const types = recordTasks({ records, registry, zone: 'UTC' });
const taskTypes = createTaskTypes(types);
const engine = await testEngine({
  db,
  now: START,
  taskTypes: types,
  answerers: recordAnswers({ records, taskTypes }),
  handlers: ({ definitions, executor }) =>
    recordChangeHandlers({
      db,
      definitions,
      executor,
      records,
      clock: potik.clock,
      zone: 'UTC',
      platform: platformOf(registry),
    }),
  deployOptions: () => deployOptions(registry(), taskTypes),
});

const CONTEXT = (of = 'deal') =>
  `<bpmn:extensionElements><potik:context><potik:variable name="deal" entity="${of}"/></potik:context></bpmn:extensionElements>`;
const CONDITION = (text: string, on = '') =>
  `<bpmn:conditionalEventDefinition>${on && `<bpmn:extensionElements><potik:catch variable="deal" on="${on}"/></bpmn:extensionElements>`}<bpmn:condition>${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const task = (id: string, type: string, inputs: Record<string, string>) =>
  `<bpmn:serviceTask id="${id}" name="Step ${id}"><bpmn:extensionElements><potik:task type="${type}" result="${id}_result"/>${Object.entries(
    inputs,
  )
    .map(([name, value]) => `<potik:input name="${name}" value='${value}'/>`)
    .join('')}</bpmn:extensionElements></bpmn:serviceTask>`;

const customer = await records.create(system, 'customer', { name: 'Lisova', city: 'Kyiv' });
const deal = (more = {}) => records.create(system, 'deal', { name: 'Deal', customer: customer.id, ...more });
const about = (id: string) => ({ deal: { $record: { entity: 'deal', id } } });
const running = async (key: string) => {
  const { rows } = await db.query<{ id: string; record_id: string }>(
    `select i.id, i.record_id from potik.instance i join potik.process p on p.id = i.process_id where p.key = $1 order by i.id`,
    [key],
  );
  return rows;
};
async function start(key: string, variables: object) {
  const definition = (await engine.definitions.latest(key))!;
  return engine.executor.start(definition, { type: 'start', variables: variables as never }, { cause: null });
}

describe('a process', () => {
  it('reads records by paths, writes them in its own transaction, and the log says which step did it', async () => {
    // given
    await engine.deploy([
      {
        kind: 'process',
        name: 'a.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s"/>${task('set', 'record.update', {
            record: '= deal',
            values:
              '= {amount: sum(deal.lines.price) + 0.5, loss_reason: deal.customer.city, close_date: date("2026-12-24"), responsible: deal.responsible}',
          })}${task('make', 'record.create', {
            entity: 'deal',
            values:
              '= {name: "Copy of " + deal.name, customer: deal.customer, lines: [{product: "One", price: deal.amount}]}',
          })}${task('find', 'record.query', {
            entity: 'deal',
            where: '= {field: "customer", op: "=", value: deal.customer}',
            sort: '= ["name"]',
          })}<bpmn:userTask id="u"/>${flows('s -> set -> make -> find -> u')}`,
          '',
          'copying',
        ),
      },
    ]);
    const made = await deal({
      lines: [
        { product: 'A', price: 10 },
        { product: 'B', price: '20.25' },
      ],
    });

    // when
    const { instance } = await start('copying', about(made.id));

    // then
    expect(await records.get(system, 'deal', made.id)).toMatchObject({
      version: 2,
      amount: { amount: '30.75' },
      loss_reason: 'Kyiv',
      close_date: '2026-12-24',
    });
    const copy = await records.query(system, 'deal', {
      where: 'name = "Copy of Deal"',
      fields: ['total', 'lines'],
    });
    expect(copy.items).toMatchObject([{ total: { amount: '30.75' }, lines: [{ product: 'One' }] }]);
    const variables = rootVariables(instance);
    expect(variables.make_result).toEqual({ $record: { entity: 'deal', id: copy.items[0]!.id } });
    expect(variables.find_result).toHaveLength(2);
    const { items } = await records.timeline(system, 'deal', made.id, { kinds: 'change,process' });
    expect(items.find(({ kind }) => kind === 'changed')).toMatchObject({
      cause: { kind: 'process', instance: instance.id, element: 'set', process: 'copying', step: 'Step set' },
    });
    expect(items.some(({ kind, detail }) => kind === 'process' && detail?.instance === instance.id)).toBe(
      true,
    );
  });

  it('that is called reads its own paths of a record its caller has read already', async () => {
    const child = `${CONTEXT()}<bpmn:startEvent id="s"/>${task('set', 'record.update', {
      record: '= deal',
      values: '= {loss_reason: deal.customer.city}',
    })}<bpmn:endEvent id="e"/>${flows('s -> set -> e')}`;
    const call = `<bpmn:callActivity id="call" calledElement="called_reader"><bpmn:extensionElements><potik:in name="deal" value="= deal"/></bpmn:extensionElements></bpmn:callActivity>`;
    const caller = `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" default="f2"/>${call}<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="call"/><bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e"><bpmn:conditionExpression>= deal.name = "other"</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="f4" sourceRef="call" targetRef="e"/>`;
    await engine.deploy([
      { kind: 'process', name: 'called_reader.bpmn', xml: bpmn(child, '', 'called_reader') },
      { kind: 'process', name: 'caller.bpmn', xml: bpmn(caller, '', 'calling_reader') },
    ]);
    const made = await deal();
    await start('calling_reader', about(made.id));
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ loss_reason: 'Kyiv' });
  });

  it('with a role of its own reads what that role may see, and nothing else', async () => {
    // given the same model with and without a role that sees no margin and no very important customers
    const model = (id: string, runAs: string) => {
      const context = `<bpmn:extensionElements><potik:context ${runAs}><potik:variable name="deal" entity="deal"/></potik:context></bpmn:extensionElements>`;
      const gate = (name: string, condition: string) =>
        `<bpmn:exclusiveGateway id="${name}" default="${name}_no"/><bpmn:userTask id="${name}_seen"/><bpmn:userTask id="${name}_unseen"/><bpmn:sequenceFlow id="${name}_yes" sourceRef="${name}" targetRef="${name}_seen"><bpmn:conditionExpression>${condition}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="${name}_no" sourceRef="${name}" targetRef="${name}_unseen"/>`;
      const body = `${context}<bpmn:startEvent id="s"/><bpmn:parallelGateway id="all"/>${gate('name', '= deal.name = "Deal"')}${gate('margin', '= deal.margin = 7')}${gate('city', '= deal.customer.city = "Lviv"')}${gate('lines', '= count(deal.lines) = 1')}${flows('s -> all', 'all -> name', 'all -> margin', 'all -> city', 'all -> lines')}`;
      return { kind: 'process' as const, name: `${id}.bpmn`, xml: bpmn(body, '', id) };
    };
    await engine.deploy([model('free_reader', ''), model('role_reader', 'runAs="reader"')]);
    const vip = await records.create(system, 'customer', { name: 'V', city: 'Lviv', segment: 'vip' });
    const made = await deal({ margin: 7, customer: vip.id, lines: [{ product: 'A' }] });
    // when
    const tasks = async (key: string) => {
      const { instance } = await start(key, about(made.id));
      const { rows } = await db.query<{ element: string }>(
        'select element from potik.task where instance_id = $1 order by element',
        [instance.id],
      );
      return rows.map(({ element }) => element);
    };
    // then
    expect(await tasks('free_reader')).toEqual(['city_seen', 'lines_seen', 'margin_seen', 'name_seen']);
    expect(await tasks('role_reader')).toEqual(['city_unseen', 'lines_unseen', 'margin_unseen', 'name_seen']);
  });

  it('whose step is refused changes nothing and says why', async () => {
    await engine.deploy([
      {
        kind: 'process',
        name: 'b.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s"/>${task('one', 'record.update', { record: '= deal', values: '= {amount: 1}' })}${task(
            'two',
            'record.update',
            { record: '= deal', values: '= {amount: -1}' },
          )}<bpmn:endEvent id="e"/>${flows('s -> one -> two -> e')}`,
          '',
          'refused',
        ),
      },
    ]);
    const made = await deal();
    const failure = await start('refused', about(made.id)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandFailed);
    expect((failure as Error).message).toContain('The amount can not be negative.');
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ version: 1, amount: null });
  });
});

describe('a change of a record', () => {
  it('starts the processes whose condition becomes true by it, once', async () => {
    // given
    await engine.deploy([
      {
        kind: 'process',
        name: 'c.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s">${CONDITION('= deal.stage = "lost" and deal.customer.city = "Kyiv"')}</bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
          '',
          'on_lost',
        ),
      },
      {
        kind: 'process',
        name: 'd.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s">${CONDITION('= deal.total &gt; 100', 'create')}</bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
          '',
          'on_big',
        ),
      },
    ]);

    // when
    const small = await deal({ lines: [{ product: 'A', price: 10 }] });
    const big = await deal({ lines: [{ product: 'A', price: 1000 }] });
    await engine.drain();
    await records.update(system, 'deal', small.id, {
      version: null,
      values: { loss_reason: 'price', stage: 'lost' },
    });
    await engine.drain();
    await records.update(system, 'deal', small.id, { version: null, values: { loss_reason: 'time' } });
    await engine.drain();

    // then
    expect((await running('on_big')).map((row) => row.record_id)).toEqual([big.id]);
    expect((await running('on_lost')).map((row) => row.record_id)).toEqual([small.id]);
    const { rows } = await db.query('select topic from potik.outbox');
    expect(rows).toEqual([]);
  });

  it('is judged by what it made of the record, however late it is looked at', async () => {
    // given a record that has become lost before anybody looked at its creation
    const late = await deal();
    await records.update(system, 'deal', late.id, {
      version: null,
      values: { loss_reason: 'price', stage: 'lost' },
    });

    // when
    await engine.drain();

    // then
    const started = (await running('on_lost')).filter(({ record_id }) => record_id === late.id);
    expect(started).toHaveLength(1);
  });

  it('wakes the instances whose condition reads it', async () => {
    await engine.deploy([
      {
        kind: 'process',
        name: 'e.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="paid">${CONDITION('= deal.amount &gt;= 100')}</bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s -> paid -> e')}`,
          '',
          'waits',
        ),
      },
    ]);
    const made = await deal({ amount: 5 });
    await start('waits', about(made.id));
    await records.update(system, 'deal', made.id, { version: null, values: { amount: 50 } });
    await engine.drain();
    const ended = async () =>
      (
        await db.query(`select 1 from potik.instance where record_id = $1 and status = 'completed'`, [
          made.id,
        ])
      ).rows.length;
    expect(await ended()).toBe(0);
    await records.update(system, 'deal', made.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await ended()).toBe(1);
  });
});

describe('a record that is merged into another', () => {
  const merge = async (stays: string, goes: string) =>
    records.merge(system, 'deal', stays, {
      other: goes,
      version: (await records.get(system, 'deal', stays)).version,
      otherVersion: (await records.get(system, 'deal', goes)).version,
      values: {},
    });
  const waiting = async () =>
    (
      await db.query<{ n: number }>(
        `select count(*)::int as n from potik.subscription where kind = 'condition'`,
      )
    ).rows[0]!.n;

  it('leaves its processes waiting for the one that stays, over two merges, and gets them back', async () => {
    // given a process that waits for the deal that goes
    await engine.deploy([
      {
        kind: 'process',
        name: 'm.bpmn',
        xml: bpmn(
          `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="paid">${CONDITION('= deal.amount &gt;= 100')}</bpmn:intermediateCatchEvent><bpmn:userTask id="u"/>${flows('s -> paid -> u')}`,
          '',
          'merged',
        ),
      },
    ]);
    const before = await waiting();
    const [goes, stays, last] = [
      await deal({ amount: 1 }),
      await deal({ amount: 2 }),
      await deal({ amount: 3 }),
    ];
    await start('merged', about(goes.id));
    await start('merged', about(goes.id));
    expect(await waiting()).toBe(before + 2);

    // when it is merged and another record changes, nothing happens
    await merge(stays.id, goes.id);
    const second = await merge(last.id, stays.id);
    await records.update(system, 'deal', (await deal({ amount: 7 })).id, {
      version: null,
      values: { amount: 500 },
    });
    await engine.drain();
    expect(await waiting()).toBe(before + 2);

    // and when that one is taken back, a change of it wakes nobody any more
    await records.undoDeed(system, second);
    await records.update(system, 'deal', last.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await waiting()).toBe(before + 2);

    // then a change of the one that stays does, and the tasks that follow are told with it
    await records.update(system, 'deal', stays.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await waiting()).toBe(before);
    const page = { filter: { queue: 'all' }, sort: 'due', limit: 10 } as const;
    const who = { names: [], groups: [] };
    const found = await listTasks(db, who, { ...page, record: stays.id });
    expect(found.map(({ record }) => record)).toEqual([stays.id, stays.id]);
    expect(await listTasks(db, who, { ...page, record: last.id })).toEqual([]);
    expect(await taskRecordsOf(records).living({ entity: 'deal', id: goes.id })).toEqual({
      entity: 'deal',
      id: stays.id,
    });
  });
});

describe('tasks', () => {
  it('read and write what their form opens, and nothing else', async () => {
    const anna = await person('Anna', []);
    const access = taskRecordsOf(records);
    const made = await deal({ amount: 5, margin: 1 });
    const record = { entity: 'deal', id: made.id };
    const grant = { entity: 'deal', ids: [made.id], read: ['name', 'amount'], write: ['amount'] };
    const read = await access.read(record, anna, grant);
    expect(read!.version).toBe(1);
    expect(read!.values).toMatchObject({ name: 'Deal', amount: { amount: '5.00' } });
    expect(read!.values).not.toHaveProperty('margin');
    const write = (values: Record<string, string>) =>
      db.transaction((tx) =>
        access.write(tx, record, { version: 1, values }, anna, grant, { kind: 'person', id: anna.personId! }),
      );
    expect((await refusal(write({ name: 'x' }))).status).toBe(403);
    await write({ amount: '7' });
    expect(await records.get(systemPrincipal(), 'deal', made.id)).toMatchObject({
      amount: { amount: '7.00' },
    });
    expect((await refusal(write({ amount: '8' }))).code).toBe('version_conflict');
    expect(await access.titles([record], anna)).toEqual(new Map());
  });

  it('open the line items that their form shows, and those of no other record', async () => {
    // given a form with two columns of the lines, and somebody without any role
    const vera = await person('Vera', []);
    const access = taskRecordsOf(records);
    const made = await deal({ margin: 1, lines: [{ product: 'A', price: 10 }] });
    const other = await deal({ lines: [{ product: 'B', price: 20 }] });
    const record = { entity: 'deal', id: made.id };
    const layout = layoutOf(registry().forms.get('deal_lines')!, registry());
    const grant = grantOf(layout, record, registry());
    // then they are read, with these columns
    const read = await access.read(record, vera, grant);
    const [line] = read!.values.lines as unknown as { id: string; product: string }[];
    expect(line).toMatchObject({ product: 'A', quantity: 1 });
    expect(line).not.toHaveProperty('price');
    expect(await access.read({ entity: 'deal', id: other.id }, vera, grant)).toBeNull();
    // and changed, added and removed with the record
    const write = (lines: unknown) =>
      db.transaction((tx) =>
        access.write(tx, record, { version: null, values: { lines: lines as Json } }, vera, grant, {
          kind: 'person',
          id: vera.personId!,
        }),
      );
    await write({ update: [{ id: line!.id, quantity: 3 }], create: [{ product: 'C' }] });
    const after = await records.get(system, 'deal', made.id);
    expect(after).toMatchObject({
      lines: [{ product: 'A', quantity: 3, price: { amount: '10.00' } }, { product: 'C' }],
    });
    expect((await refusal(write({ update: [{ id: line!.id, price: '0' }] }))).status).toBe(422);
    const foreign = await records.get(system, 'deal', other.id);
    const [theirs] = foreign.lines as unknown as { id: string }[];
    expect((await refusal(write({ update: [{ id: theirs!.id, quantity: 9 }] }))).status).toBe(422);
    await write({ delete: [line!.id] });
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ lines: [{ product: 'C' }] });
    // but not where the form only shows them
    const shown = { ...grant, lines: grant.lines!.map((lines) => ({ ...lines, write: [] })) };
    const refused = db.transaction((tx) =>
      access.write(tx, record, { version: null, values: { lines: [] } }, vera, shown, {
        kind: 'system',
      } as never),
    );
    expect((await refusal(refused)).status).toBe(403);
  });
});
