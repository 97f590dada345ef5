/** Definitions that would break what is there: publishing is refused with every place, the release stays, and so do all tables. */
import { afterEach, describe, expect, test } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { hostileApp } from '../../../support/hostile-app.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { zipOf } from '../../../support/zip.ts';

const SOLUTION = 'key: sales\ntitle: Sales\nversion: 1.0.0\nlanguages: [en]\ncurrency: UAH\n';
const CONTEXT =
  '<bpmn:extensionElements><potik:context><potik:variable name="deal" entity="deal"/></potik:context></bpmn:extensionElements>';
const GATE =
  '<bpmn:exclusiveGateway id="g" default="no"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/><bpmn:sequenceFlow id="yes" sourceRef="g" targetRef="a"><bpmn:conditionExpression>= deal.score &gt; 5</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="no" sourceRef="g" targetRef="b"/>';
const { admin, refused } = await hostileApp({
  ...SALES,
  'entities/deal.yaml': SALES['entities/deal.yaml']!.replace(
    'fields:\n',
    'fields:\n  score: {type: integer}\n',
  ),
  'solution.yaml': SOLUTION,
  'processes/judge.bpmn': bpmn(`${CONTEXT}<bpmn:startEvent id="s"/>${GATE}${flows('s -> g')}`, '', 'judge'),
});
const add = (field: string, content: unknown, entity = 'deal') => ({
  change: 'add_field',
  definition: `entity/${entity}`,
  field,
  content,
});

afterEach(() => admin.call('DELETE', '/api/metadata/draft'));

/** The draft is made, then what counts is that publishing it changes nothing. Gives what stands in the way. */
async function publishing(changes: readonly unknown[], says: RegExp): Promise<string[]> {
  const drafted = await admin.call('POST', '/api/metadata/draft/changes', { changes, position: 0 });
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(200);
  const { body } = await refused(() => admin.call('POST', '/api/metadata/draft/publish', {}), 422, says);
  return body.errors.map(({ path }: { path: string }) => path);
}

describe('changes that are refused when they are published', () => {
  test.each<[string, readonly unknown[], RegExp, string]>([
    [
      'a key that is SQL',
      [add('a"; drop table data.deal; --', { type: 'text' })],
      /can not be a key/,
      'entity/deal.fields.a"; drop table data.deal; --',
    ],
    [
      'a key that JavaScript knows',
      [add('constructor', { type: 'text' })],
      /choose another key/,
      'entity/deal.fields.constructor',
    ],
    ['an unknown type', [add('a', { type: 'nothing' })], /no field type "nothing"/, 'entity/deal.fields.a'],
    [
      'a setting out of bounds',
      [add('a', { type: 'decimal', scale: 99 })],
      /<= 15/,
      'entity/deal.fields.a.scale',
    ],
    [
      'a pattern that is none',
      [add('a', { type: 'text', pattern: '(' })],
      /RE2/,
      'entity/deal.fields.a.pattern',
    ],
    [
      'a lookup to nowhere',
      [add('a', { type: 'lookup', to: 'nowhere' })],
      /no entity "nowhere"/,
      'entity/deal.fields.a.to',
    ],
    [
      'a formula of itself',
      [add('a', { type: 'decimal', formula: 'a + 1' })],
      /deal\.a → deal\.a/,
      'entity/deal.fields.a.formula',
    ],
    [
      'formulas in a circle',
      [add('a', { type: 'decimal', formula: 'b + 1' }), add('b', { type: 'decimal', formula: 'a + 1' })],
      /deal\.a → deal\.b → deal\.a/,
      'entity/deal.fields.a.formula',
    ],
    [
      'a circle over a sum',
      [
        add('a', { type: 'decimal', formula: 'customer.all' }),
        add('all', { type: 'decimal', rollup: 'sum(deals.a)' }, 'customer'),
      ],
      /customer\.all → deal\.a → customer\.all/,
      'entity/customer.fields.all.rollup',
    ],
    [
      'a formula without end',
      [add('a', { type: 'decimal', formula: `1${'+1'.repeat(20_000)}` })],
      /nested too deeply/,
      'entity/deal.fields.a.formula',
    ],
    [
      'dropping what formulas and checks use',
      [{ change: 'drop_field', definition: 'entity/deal', field: 'amount' }],
      /"amount"/,
      'entity/deal.fields.weighted.formula',
    ],
    [
      'dropping what a process uses',
      [{ change: 'drop_field', definition: 'entity/deal', field: 'score' }],
      /score/,
      'process/judge',
    ],
    [
      'dropping an entity that others name',
      [{ change: 'drop_entity', entity: 'customer' }],
      /no entity "customer"/,
      'entity/deal.fields.customer.to',
    ],
  ])('%s', async (_, changes, says, at) => {
    expect(await publishing(changes, says)).toContainEqual(expect.stringContaining(at));
  });

  test('an entity wider than a table can be', async () => {
    const fields = Object.fromEntries(Array.from({ length: 1700 }, (_, i) => [`f${i}`, { type: 'text' }]));
    const made = { change: 'add_entity', entity: 'wide', solution: 'sales', content: { fields } };
    expect(await publishing([made], /at most 800 are possible/)).toEqual(['entity/wide.fields']);
  });
});

test.each<[string, unknown, RegExp]>([
  ['a change of no kind', { change: 'explode' }, /no change called "explode"/],
  ['a change without its parts', { change: 'add_field' }, /needs "definition"/],
])('%s does not come into a draft', async (_, change, says) => {
  const ask = () => admin.call('POST', '/api/metadata/draft/changes', { changes: [change], position: 0 });
  expect((await refused(ask, 422, says)).body.errors[0].path).toBe('changes[0]');
});

describe('solutions that are handed in', () => {
  const entity = 'fields: {name: {type: text}}\n';
  const shelf = (files: Record<string, string>) => ({
    'library/solution.yaml': 'key: library\ntitle: Library\nversion: 1.0.0\nlanguages: [en]\n',
    ...files,
  });
  const send = (file: Buffer<ArrayBuffer>) => {
    const form = new FormData();
    form.append('note', 'x');
    form.append('file', new Blob([file]), 'library.zip');
    return admin.call('POST', '/api/solutions', form);
  };

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a key twice',
      { 'library/entities/a.yaml': 'fields: {name: {type: text}, name: {type: text}}\n' },
      /twice|unique/,
    ],
    [
      'aliases that explode',
      { 'library/entities/a.yaml': 'label: &a x\nfields: {name: {type: text, label: *a}}\n' },
      /aliases/,
    ],
    ['a file of nothing', { 'library/entities/a.yaml': '\u0000' }, /./],
    [
      'one bad definition among good ones',
      { 'library/entities/a.yaml': entity, 'library/entities/b.yaml': 'fields: {x: {type: nothing}}\n' },
      /no field type/,
    ],
    [
      'a part packed as no honest file is',
      { 'library/entities/a.yaml': '#'.repeat(20_000_000) },
      /packed more than 100 times/,
    ],
  ])('%s', async (_, files, says) => {
    const file = await zipOf(shelf(files));
    await refused(() => send(file), 422, says);
  });

  test('no archive', async () => {
    await refused(() => send(Buffer.from('PK\x03\x04 and no more')), 422, /./);
  });
});
