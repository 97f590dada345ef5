import { describe, expect, test } from 'vitest';
import { deploy } from '#engine/deploy.ts';
import { type Field, parseText, parseValue } from '#metadata/field.ts';
import { processFacts } from '#metadata/process.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { template } from '#tests/support/templates.ts';
import { pastMoment, relativeMoment } from '../../../runtime/server/demo/moment.ts';
import {
  type DataRow,
  dataConventions,
  readInstances,
  readRows,
} from '../../../runtime/server/demo/read-data.ts';

const TODAY = { now: Date.parse('2026-03-02T10:00:00Z'), zone: 'Europe/Kyiv' };

const { files, registry } = template('crm');
const data = new Map(
  [...files].flatMap(([path, text]) =>
    path.startsWith('data/') ? [[path.slice('data/'.length), text]] : [],
  ),
);
const rows = readRows(data);
const byId = new Map(rows.map((row) => [`${row.entity}/${row.id}`, row]));
const entityOf = (row: DataRow): Entity => registry.entities.get(row.entity)!;
const place = ({ file, line }: DataRow) => `${file}:${line}`;

/** The entity a field refers to, for fields that hold one reference. */
function targetOf(field: Field): string | null {
  if (field.type.key === 'user') return 'user';
  if (field.type.key === 'parent') return field.entity;
  return (field.settings as { to?: string } | null)?.to ?? null;
}

function problemOf(row: DataRow, key: string, text: string): string | null {
  const field = entityOf(row).fields.get(key);
  if (!field) return 'is no field';
  const target = targetOf(field);
  if (target !== null) return byId.has(`${target}/${text}`) ? null : `refers to ${target}/${text}`;
  const moment = relativeMoment(text, TODAY);
  const parsed =
    moment === null ? parseText(field, text, dataConventions(TODAY.zone)) : parseValue(field, moment);
  return parsed.ok ? null : JSON.stringify(parsed);
}

test('every value is one of its field, and every reference leads to a row', () => {
  const problems = rows.flatMap((row) =>
    Object.entries(row.values).flatMap(([key, text]) => {
      const problem = problemOf(row, key, text);
      return problem === null ? [] : [`${place(row)} ${key} “${text}” ${problem}`];
    }),
  );
  expect(problems).toEqual([]);
});

test('ids are given once', () => {
  expect(byId.size).toBe(rows.length);
});

test('nothing that is required is missing', () => {
  const missing = rows.flatMap((row) =>
    [...entityOf(row).fields.values()]
      .filter((field) => field.required && field.default === null && !field.kept)
      .filter(({ key }) => row.values[key] === undefined)
      .map(({ key }) => `${place(row)} ${key}`),
  );
  expect(missing).toEqual([]);
});

test('stages move as their pipelines permit, forward in time, with what each requires', () => {
  const problems: string[] = [];
  for (const row of rows) {
    for (const field of entityOf(row).fields.values()) {
      if (!field.type.stages) continue;
      const { stages, moves } = field.type.stages(field);
      const begin = row.values[field.key] ?? stages[0]!.key;
      let [from, at]: [string, number] = [begin, pastMoment(row.created!, TODAY)];
      for (const move of row.moves) {
        const stage = stages.find(({ key }) => key === move.stage);
        const then = pastMoment(move.at, TODAY);
        if (!stage) problems.push(`${place(row)} has no stage ${move.stage}`);
        if (moves[from]?.includes(move.stage) === false)
          problems.push(`${place(row)} may not go from ${from} to ${move.stage}`);
        if (then < at) problems.push(`${place(row)} goes to ${move.stage} before it is ${from}`);
        for (const key of stage?.requires ?? [])
          if (entityOf(row).fields.get(key)!.type.holders ? !hasLines(row) : !row.values[key])
            problems.push(`${place(row)} needs ${key} for ${move.stage}`);
        [from, at] = [move.stage, then];
      }
    }
  }
  expect(problems).toEqual([]);
});

function hasLines({ entity, id }: DataRow): boolean {
  return rows.some((row) => row.entity === `${entity}_line` && row.values[entity] === id);
}

test('the amount of a deal is the total of its products', () => {
  const number = (text: string | undefined) => Number.parseFloat(text ?? '0');
  const differing = rows
    .filter((row) => row.entity === 'deal' && hasLines(row))
    .filter((deal) => {
      const lines = rows.filter((row) => row.entity === 'deal_line' && row.values.deal === deal.id);
      const total = lines
        .map(
          ({ values: { quantity, price, discount } }) =>
            number(quantity) * number(price) * (100 - number(discount)),
        )
        .reduce((sum, each) => sum + each / 100, 0);
      const sameCurrency = lines.every(
        ({ values }) => values.price!.slice(-3) === deal.values.amount!.slice(-3),
      );
      return Math.abs(total - number(deal.values.amount)) > 0.005 || !sameCurrency;
    });
  expect(differing.map(place)).toEqual([]);
});

test('contacts of deals and orders are people of the customer', () => {
  const strangers = rows.filter(({ values: { contact, customer } }) => {
    return contact !== undefined && byId.get(`contact/${contact}`)!.values.customer !== customer;
  });
  expect(strangers.map(place)).toEqual([]);
});

test('everybody has roles there are', () => {
  const people = rows.filter(({ entity }) => entity === 'user');
  const unknown = people
    .flatMap(({ facts }) => facts.roles!.split(' '))
    .filter((role) => !registry.roles.has(role));
  expect(unknown).toEqual([]);
  expect(people.some(({ facts }) => facts.demo === 'yes')).toBe(true);
});

describe('process instances', () => {
  const instances = readInstances(data);
  const { functions } = processFacts(registry);

  test.each(instances)('$process about $about.id', async ({ process, about, by, steps }) => {
    const result = await deploy(files.get(`processes/${process}.bpmn`)!, { functions });
    const [found] = result.ok ? result.processes : [];
    expect(found?.context.variables).toContainEqual(
      expect.objectContaining({ type: { kind: 'record', entity: about.entity }, required: true }),
    );
    expect(byId.has(`${about.entity}/${about.id}`)).toBe(true);
    expect(byId.has(`user/${by}`)).toBe(true);
    for (const step of steps) {
      if ('event' in step) {
        expect(found!.elements.get(step.event)?.type.kind).toBe('boundaryEvent');
        continue;
      }
      if ('write' in step) {
        const fields = registry.entities.get(about.entity)!.fields;
        expect([...fields.keys()]).toEqual(expect.arrayContaining(Object.keys(step.write)));
        continue;
      }
      const task = found!.elements.get('claim' in step ? step.claim : step.task);
      expect(task?.task).toBeTruthy();
      expect(byId.has(`user/${step.by}`)).toBe(true);
      if ('claim' in step) continue;
      if (step.outcome !== undefined)
        expect(task!.task!.outcomes.map(({ key }) => key)).toContain(step.outcome);
      const form = registry.forms.get(task!.form!.key!)!;
      const shown = JSON.stringify(form.definition);
      for (const key of Object.keys(step.values ?? {})) expect(shown).toContain(`"${key}"`);
    }
  });
});

describe('relative moments', () => {
  test.each<[string, Json]>([
    ['=today', '2026-03-02'],
    ['=today-2', '2026-02-28'],
    ['=today+30', '2026-04-01'],
    ['=today-1 09:30', '2026-03-01T09:30:00.000+02:00'],
    ['=today+28 09:30', '2026-03-30T09:30:00.000+03:00'],
    ['2026-03-02', null],
    ['=tomorrow', null],
  ])('%s is %s', (text, expected) => {
    expect(relativeMoment(text, TODAY)).toBe(expected);
  });

  test('what is still to come today has happened now', () => {
    expect(pastMoment('=today 23:00', TODAY)).toBe(TODAY.now);
    expect(pastMoment('=today 09:00', TODAY)).toBe(Date.parse('2026-03-02T07:00:00Z'));
  });
});
