/**
 * I7 of QUALITY.md §2: processes that move amounts between records keep the total, however many run at once on two nodes and whichever
 * connections are lost on the way. `FAULT_ROUNDS` makes it larger, by command.
 */
import { afterAll, afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../runtime/server/db/database.ts';
import { deployOptions } from '../../../../runtime/server/processes/deploy-options.ts';
import { platformOf } from '../../../../runtime/server/processes/platform.ts';
import { recordAnswers } from '../../../../runtime/server/processes/record-answers.ts';
import { recordTasks } from '../../../../runtime/server/processes/record-tasks.ts';
import { createTaskTypes } from '../../../../runtime/server/processes/task-types.ts';
import { CAUSE } from '../../../support/approval.ts';
import { cutProxy } from '../../../support/cut-proxy.ts';
import { installation, START } from '../../../support/installation.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { testRecords } from '../../../support/records.ts';
import { testEngine } from '../../../support/test-engine.ts';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 5);
const ACCOUNTS = 4;
const BEGIN = 1000;

const potik = await installation({
  'entities/account.yaml': 'fields: {name: {type: text}, balance: {type: integer}}\n',
});
const direct = potik.db;
const proxy = await cutProxy(direct.url);

/** A node of its own, whose connections can be cut. */
async function node() {
  const db = openDatabase({ url: proxy.url, pool: 5, onError: () => {} });
  const { records } = testRecords({ ...potik, db });
  const types = recordTasks({ records, registry: potik.registry, zone: 'UTC' });
  const taskTypes = createTaskTypes(types);
  const engine = await testEngine({
    db,
    now: START,
    taskTypes: types,
    answerers: recordAnswers({ records, taskTypes }),
    deployOptions: () => deployOptions(potik.registry(), taskTypes),
    platform: platformOf(potik.registry),
  });
  return { db, engine };
}

const nodes = [await node(), await node()];
const { records, system } = testRecords(potik);
const update = (id: string, record: string, values: string) =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><potik:task type="record.update"/><potik:input name="record" value="= ${record}"/><potik:input name="values" value="= {balance: ${record}.balance ${values}}"/></bpmn:extensionElements></bpmn:serviceTask>`;
await nodes[0]!.engine.deploy([
  {
    kind: 'process',
    name: 'transfer.bpmn',
    xml: bpmn(
      `<bpmn:extensionElements><potik:context><potik:variable name="giver" entity="account"/><potik:variable name="taker" entity="account"/></potik:context></bpmn:extensionElements>
       <bpmn:startEvent id="start"/>${update('take', 'giver', '- amount')}${update('give', 'taker', '+ amount')}<bpmn:endEvent id="end"/>${flows('start -> take -> give -> end')}`,
      '',
      'transfer',
    ),
  },
]);
const accounts = await Promise.all(
  Array.from({ length: ACCOUNTS }, (_, i) =>
    records.create(system, 'account', { name: `${i}`, balance: BEGIN }),
  ),
);

afterEach(() => expectInvariants(direct));
afterAll(async () => {
  await Promise.all(nodes.map(({ db }) => db.close()));
  await proxy.close();
});

async function total(): Promise<number> {
  const { rows } = await direct.query<{ sum: number }>('select sum(balance)::int as sum from data.account');
  return rows[0]!.sum;
}

it('keeps the total, with many transfers at once and connections cut', { timeout: 120_000 }, async () => {
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) proxy.cuts.push(null, null, round % 2 ? 'unsent' : 'unanswered');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, async (_, i) => {
        const { engine } = nodes[i % nodes.length]!;
        const [giver, taker] = [accounts[i % ACCOUNTS]!, accounts[(i + 1 + (round % 3)) % ACCOUNTS]!];
        const variables = {
          giver: { $record: { entity: 'account', id: giver.id } },
          taker: { $record: { entity: 'account', id: taker.id } },
          amount: i + 1,
        };
        const transfer = (await engine.definitions.latest('transfer'))!;
        await engine.executor.start(transfer, { type: 'start', variables: variables as never }, CAUSE);
      }),
    );
    proxy.cuts.length = 0;
    done += outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(await total()).toBe(ACCOUNTS * BEGIN);
  }
  expect(done).toBeGreaterThan(ROUNDS * 6);
});
