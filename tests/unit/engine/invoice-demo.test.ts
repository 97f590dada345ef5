/** Camunda's invoice demo, unmodified: deployed with its decision, approved, reviewed, archived by a mapped task type. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Question } from '#engine/asks.ts';
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { DeployOptions } from '#engine/deployment.ts';
import { rootVariables } from '#engine/read.ts';
import { type Simulation, simulate } from '#engine/simulate.ts';
import { sharedFolder } from '../../support/conformance/scenario.ts';
import { scriptAnswers } from '../../support/scripts.ts';

const shared = sharedFolder();
const NOW = Date.parse('2026-01-05T09:00:00Z');
const WEEK = 7 * 24 * 3600 * 1000;
const ARCHIVE = 'org.camunda.bpm.example.invoice.service.ArchiveInvoiceService';
const OPTIONS: DeployOptions = {
  implementations: new Map([
    [
      ARCHIVE,
      { taskType: 'record.create', inputs: { entity: 'archived_invoice', number: '${invoiceNumber}' } },
    ],
  ]),
};

describe.skipIf(shared === null)('the invoice demo of Camunda 7', () => {
  let answer: (question: Question) => Answer;
  beforeAll(async () => {
    answer = await scriptAnswers();
  });

  test('is refused without a mapping of its Java class, naming element and class', async () => {
    const result = await deploy(read('invoice.v2.bpmn'));
    expect(result).toMatchObject({
      ok: false,
      problems: [
        { code: 'task.foreign', elementId: 'ServiceTask_1', message: expect.stringContaining(ARCHIVE) },
      ],
    });
  });

  test('runs from receipt to archive', async () => {
    // given
    const archived: unknown[] = [];
    const simulation = await deployed((question) => {
      if (question.kind !== 'task') return answer(question);
      archived.push(question.input);
      return { ok: true, result: null };
    });
    const [id] = start(simulation, { amount: 240, invoiceCategory: 'Travel Expenses', invoiceNumber: 'I-1' });

    // then: the decision chose the group, the due date is a week off
    const [approve] = tasks(simulation);
    expect(approve).toMatchObject({
      element: 'approveInvoice',
      groups: ['accounting', 'sales'],
      due: NOW + WEEK,
    });

    // when a person of the group takes it, the listener notes the approver
    expect(simulation.command(id!, { type: 'claim', key: approve!.key, user: 'mary' }).ok).toBe(true);
    expect(variables(simulation, id!)).toMatchObject({ approver: 'mary' });
    complete(simulation, 'approveInvoice', { approved: true });
    complete(simulation, 'prepareBankTransfer', {});
    while (simulation.runDueJob());

    // then
    expect(archived).toEqual([{ entity: 'archived_invoice', number: 'I-1' }]);
    expect(simulation.instances.get(id!)!.status).toBe('completed');
  });

  test('goes through the review when it was refused, and back to the same approver', async () => {
    // given
    const simulation = await deployed(answer);
    const [id] = start(simulation, {
      amount: 240,
      invoiceCategory: 'Travel Expenses',
      invoiceNumber: 'I-2',
      creditor: 'ACME',
    });
    simulation.command(id!, { type: 'claim', key: tasks(simulation)[0]!.key, user: 'mary' });

    // when
    complete(simulation, 'approveInvoice', { approved: false });
    expect(tasks(simulation)).toMatchObject([
      { element: 'assignReviewer', process: 'ReviewInvoice', assignee: 'demo' },
    ]);
    complete(simulation, 'assignReviewer', { reviewer: 'john' });
    expect(tasks(simulation)).toMatchObject([{ element: 'reviewInvoice', assignee: 'john' }]);
    complete(simulation, 'reviewInvoice', { clarified: true });

    // then
    expect(tasks(simulation)).toMatchObject([{ element: 'approveInvoice', assignee: 'mary' }]);
    expect(variables(simulation, id!)).toMatchObject({ clarified: true });
  });

  function read(name: string): string {
    return readFileSync(join(shared!, 'data/bpmn/camunda-invoice', name), 'utf8');
  }

  async function deployed(answers: (question: Question) => Answer): Promise<Simulation> {
    const simulation = simulate({ now: NOW, answer: answers });
    const decisions = await deployDecisions([
      { name: 'invoice.dmn', xml: read('invoiceBusinessDecisions.dmn') },
    ]);
    if (!decisions.ok) throw new Error(decisions.problems.map(({ message }) => message).join('\n'));
    for (const name of ['reviewInvoice.bpmn', 'invoice.v2.bpmn']) {
      const result = await deploy(read(name), OPTIONS);
      if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
      simulation.deploy(result.processes, decisions.decisions);
    }
    return simulation;
  }
});

// helpers //////////

function start(simulation: Simulation, values: Record<string, string | number>): readonly string[] {
  const outcome = simulation.start(simulation.definition('invoice')!, { variables: values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.started;
}

function tasks(simulation: Simulation) {
  return [...simulation.tasks.values()];
}

function complete(simulation: Simulation, element: string, values: Record<string, boolean | string>): void {
  const task = tasks(simulation).find((one) => one.element === element)!;
  const outcome = simulation.command(task.instance, { type: 'complete', key: task.key, variables: values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

function variables(simulation: Simulation, id: string) {
  return rootVariables(simulation.instances.get(id)!);
}
