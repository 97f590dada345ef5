/** The typed client of the ready-made solutions: what programs do with it compiles, and what can't be does not. */
import { expect, it } from 'vitest';
import { clientOf } from '#metadata/typegen-client.ts';
import { compilerSays } from '../../support/compile.ts';
import { TEMPLATES, template } from '../../support/templates.ts';

const USES = `
import { potik, Refusal, type Deal } from './crm.ts';
const client = potik('https://potik.example', 'key');
const deals = client.records('deal');

export async function uses() {
  const page = await deals.list({
    where: { all: [{ field: 'customer.name', op: 'contains', value: 'Lisova' }, { not: { field: 'stage', op: '=', value: 'lost' } }] },
    sort: ['-amount', 'customer.name'],
    limit: 100,
  });
  const first: Deal | undefined = page.items[0];
  const title: string | undefined = first?.customer?.title;
  const few = await deals.list({ fields: ['name', 'amount'], where: 'amount > 1000' });
  const name: string | undefined = few.items[0]?.name;
  const money: string | undefined = few.items[0]?.amount?.amount;
  for await (const deal of deals.each({ search: 'conveyor' })) if (deal.stage === 'won') await deals.delete(deal.id);
  const made = await deals.create({ name: 'Conveyor', customer: page.items[0]!.customer.id, amount: { amount: '12.50', currency: 'UAH' } }, 'order-17');
  await deals.update(made.id, made.version, { stage: 'qualification', amount: null });
  const results = await client.records('customer').upsert({ by: ['tax_number'], missing: 'skip' }, [{ external: 'shop/1', values: { name: 'Lisova' } }]);
  if (results[0]?.deed === 'refused') console.log(results[0].errors?.[0]?.path);
  const told = await client.batch([
    { deed: 'create', name: 'customer', entity: 'customer', values: { name: 'New one' } },
    { deed: 'create', entity: 'deal', values: { name: 'First', customer: { $ref: 'customer.id' } } },
    { deed: 'update', entity: 'deal', id: made.id, values: { name: 'Renamed' } },
  ]);
  try {
    await deals.get('nothing');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return [title, name, money, told[0]?.reply?.id];
  }
  return null;
}
`;

const MISTAKES = [
  `deals.list({ where: { field: 'nothing', op: '=', value: 1 } })`,
  `deals.list({ where: { all: [{ field: 'nmae.x', op: '=' }] } })`,
  `deals.list({ sort: ['-nothing'] })`,
  `deals.list({ fields: ['nothing'] })`,
  `deals.list({ fields: ['name'] }).then(({ items }) => items[0]!.amount)`,
  `deals.create({ name: 5, customer: 'x' })`,
  `deals.create({ name: 'Without a customer' })`,
  `deals.create({ name: 'x', customer: 'x', unknown: 1 })`,
  `deals.create({ name: 'x', customer: 'x', version: 1 })`,
  `deals.update('id', 1, { stage: 'no_stage' })`,
  `deals.update('id', 1, { amount: { amount: 5, currency: 'UAH' } })`,
  `client.records('nothing')`,
  `client.records('customer').upsert({ by: ['nothing'] }, [])`,
  `client.batch([{ deed: 'create', entity: 'deal', values: { name: 'x' } }])`,
  `client.batch([{ deed: 'update', entity: 'deal', id: 'x', values: { segment: 'food' } }])`,
  `client.batch([{ deed: 'erase', entity: 'deal', id: 'x' }])`,
];

const HEAD = `import { potik } from './crm.ts';\nconst client = potik('u', 'k');\nexport const deals = client.records('deal');\n`;

// One program for all of it: making one takes much longer than what is in it.
const clients = TEMPLATES.map((key) => [`${key}.ts`, clientOf(template(key).registry)] as const);
const said = compilerSays({
  ...Object.fromEntries(clients),
  'uses.ts': USES,
  'mistakes.ts': HEAD + MISTAKES.join(';\n'),
});

it('compiles for every ready-made solution, with what programs do with it', () => {
  expect(said.filter((text) => !text.startsWith('mistakes.ts'))).toEqual([]);
});

it.each(MISTAKES.map((mistake, i) => [mistake, i + 4] as const))('does not compile: %s', (_, line) => {
  expect(said.filter((text) => text.startsWith(`mistakes.ts:${line} `))).not.toEqual([]);
});
