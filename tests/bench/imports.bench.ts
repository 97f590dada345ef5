/**
 * A file brought in as people do it: `npm run bench -- imports`. Customers found by their e-mail address (half of them are there already),
 * with every cell checked; deals with a customer found by address, an autonumber, a pipeline, checks and sums. Rows a second, and where the time goes.
 */
import { createHash } from 'node:crypto';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { openModel } from '../../runtime/server/model/model.ts';
import { ensureBuiltIn } from '../../runtime/server/publish/built-in.ts';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { openRecords } from '../../runtime/server/records/records.ts';
import { createSeal } from '../../runtime/server/records/seal.ts';
import { configuration, SALES } from '../support/configuration.ts';
import { testImports } from '../support/imports.ts';
import { benchDatabase, print } from './bench-database.ts';

const ROWS = 20_000;
const CITIES = ['Київ', 'Львів', 'Одеса', 'Харків', 'Дніпро'];

const { db, cpuSeconds, close } = await benchDatabase();
const clock = realClock;
const model = await openModel(db);
const ground = { db, model, clock };
await ensureBuiltIn(ground);
await publishConfiguration(ground, () => configuration(SALES), { personId: null, note: 'bench' });
const { seal } = createSeal(createHash('sha256').update('bench').digest());
const records = openRecords({ db, model, clock, seal, announce: () => {} });
const { bringIn } = testImports(ground as never, { records } as never);

const customers = (from: number) =>
  csv(['name', 'segment', 'city', 'email'], (i) => [
    `Customer ${from + i}`,
    i % 3 === 0 ? 'vip' : 'small',
    CITIES[i % CITIES.length]!,
    `person${from + i}@firm${i % 1000}.example`,
  ]);
await measured('customers', 'customer', customers(0));
await measured('customers_again', 'customer', customers(0));
await measured(
  'deals',
  'deal',
  csv(['name', 'customer', 'stage', 'amount', 'close_date'], (i) => [
    `Delivery ${i}`,
    `person${i}@firm${i % 1000}.example`,
    'new',
    `${(i % 900) * 10}.50`,
    '2026-12-24',
  ]),
);
await close();

// helpers //////////

async function measured(name: string, entity: string, content: string): Promise<void> {
  const [node, server] = [process.cpuUsage(), cpuSeconds()];
  const begin = performance.now();
  const match = { '': { by: entity === 'customer' ? ['email'] : [], found: 'update', missing: 'create' } };
  const { done, failed } = await bringIn(systemPrincipal(), entity, `${name}.csv`, content, {
    match,
  } as never);
  const taken = (performance.now() - begin) / 1000;
  if (failed > 0 || done !== ROWS) throw new Error(`${name}: ${done} rows, ${failed} of them refused`);
  const used = process.cpuUsage(node);
  print(`import_${name}`, ROWS / taken, 'rows/s');
  print(`import_${name}_node`, (used.user + used.system) / ROWS, 'µs of processor a row');
  if (server !== null)
    print(`import_${name}_postgres`, ((cpuSeconds()! - server) / ROWS) * 1e6, 'µs of processor a row');
}

function csv(header: readonly string[], row: (i: number) => readonly string[]): string {
  return [header, ...Array.from({ length: ROWS }, (_, i) => row(i))]
    .map((cells) => cells.join(','))
    .join('\n');
}
