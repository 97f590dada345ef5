/** Trials of processes: played by the engine's own code on private records, taken back by a shorter list of deeds. */
import { describe, expect, test } from 'vitest';
import { rootVariables } from '#engine/read.ts';
import { definitionsOf } from '#metadata/definition.ts';
import type { Registry } from '#metadata/registry.ts';
import { registry } from '#tests/support/configuration.ts';
import { sharedFolder } from '#tests/support/conformance/scenario.ts';
import { readInvoiceFile } from '#tests/support/invoice-demo.ts';
import { bpmn, flows, NOW } from '#tests/support/process.ts';
import { template } from '#tests/support/templates.ts';
import { madeUpId } from '../../../../designer/trial/samples.ts';
import { openScripts } from '../../../../designer/trial/scripts.ts';
import { tokensOf, waitingOf, wayOf } from '../../../../designer/trial/standing.ts';
import { storyOf, variablesOf } from '../../../../designer/trial/story.ts';
import { trialModels } from '../../../../designer/trial/trial-models.ts';
import {
  type KnownRecord,
  playTrial,
  type RunScript,
  type Trial,
  type TrialDeed,
} from '../../../../designer/trial/trial-run.ts';

const EMPTY = registry({});
const HOUR = 3_600_000;

async function trialOf(xml: string, on: Registry = EMPTY, runScript: RunScript = () => null) {
  const ground = await trialModels(
    { kind: 'process', key: 'p', solution: 'test', content: xml } as never,
    on,
    new Map(),
  );
  if (!ground.ok) throw new Error(ground.problems.map(({ message }) => message).join('\n'));
  const options = { models: ground.models, begin: NOW, zone: 'Europe/Kyiv', runScript };
  return (deeds: readonly TrialDeed[]) => playTrial(options, deeds);
}

function waits(trial: Trial): string[] {
  return waitingOf(trial.simulation).map(({ wait, element }) => `${wait.kind} ${element.id}`);
}

function start(variables = {}, process = 'p'): TrialDeed {
  return { deed: 'start', process, variables };
}

function command(trial: Trial, element: string, deed: object): TrialDeed {
  const found = waitingOf(trial.simulation).find((one) => one.element.id === element);
  if (!found) throw new Error(`Nothing waits at ${element}: ${waits(trial)}`);
  return {
    deed: 'command',
    instance: found.instance,
    element,
    command: { key: found.key, ...deed } as never,
  };
}

describe('what the person may do', () => {
  const XML = bpmn(
    `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>
     <bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     <bpmn:userTask id="hurry"/><bpmn:endEvent id="e"/>${flows('s->a->e', 'late->hurry')}`,
  );

  test('a timer fires at its own time when the clock goes on, and a step back undoes it', async () => {
    // given
    const play = await trialOf(XML);
    const deeds: TrialDeed[] = [start()];
    expect(waits(play(deeds))).toEqual(['task a', 'timer late']);

    // when
    const later = play([...deeds, { deed: 'clock', to: NOW + 24 * HOUR }]);

    // then
    expect(waits(later)).toEqual(['task a', 'task hurry']);
    expect(later.steps[1]!.at).toBe(NOW + 24 * HOUR);
    expect(waits(play(deeds))).toEqual(['task a', 'timer late']);
  });

  test('a task is completed with variables, which show as changed', async () => {
    const play = await trialOf(XML);
    const begun = play([start({ amount: 5 })]);
    const done = play([
      start({ amount: 5 }),
      command(begun, 'a', { type: 'complete', variables: { ok: true } }),
    ]);
    const [instance] = [...done.simulation.instances.keys()];
    expect(variablesOf(done.simulation, instance!, done.steps.at(-1))).toEqual([
      { name: 'amount', value: 5, was: 5, changed: false },
      { name: 'ok', value: true, was: undefined, changed: true },
    ]);
    expect(storyOf(done.steps[1]!, done.simulation).map(({ code }) => code)).toEqual([
      'variable',
      'done',
      'passed',
      'ended',
    ]);
    expect([...wayOf(done.simulation, 'p').flows]).toEqual(['s-a', 'a-e']);
  });

  test('what may not be done is a sentence, and nothing has changed', async () => {
    const play = await trialOf(XML);
    const begun = play([start()]);
    const complete = command(begun, 'a', { type: 'complete' });
    const twice = play([start(), complete, complete]);
    expect(twice.steps).toHaveLength(2);
    expect(twice.refused?.code).toBe('instance.ended');
  });
});

test('tokens of a loop are counted on its activity', async () => {
  const play = await trialOf(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics camunda:collection="people" camunda:elementVariable="who"/></bpmn:userTask><bpmn:endEvent id="e"/>${flows('s->each->e')}`,
    ),
  );
  const begun = play([start({ people: ['a', 'b', 'c'] })]);
  expect(tokensOf(begun.simulation, 'p')).toEqual(new Map([['each', 3]]));
  expect(waitingOf(begun.simulation).map(({ index }) => index)).toEqual([0, 1, 2]);
});

test('messages find who waits; services are answered by the person, with an error of the model too', async () => {
  // given a sub-process whose service may fail with an error that its border catches
  const play = await trialOf(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
       <bpmn:subProcess id="sub"><bpmn:startEvent id="is"/><bpmn:serviceTask id="ship" camunda:class="com.example.Ship"/><bpmn:endEvent id="ie"/>${flows('is->ship->ie')}</bpmn:subProcess>
       <bpmn:boundaryEvent id="failed" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent>
       <bpmn:userTask id="mend"/><bpmn:endEvent id="e"/>${flows('s->paid->sub->e', 'failed->mend')}`,
      '<bpmn:message id="m" name="Paid"/><bpmn:error id="err" errorCode="NO_STOCK"/>',
    ),
  );
  const deeds: TrialDeed[] = [
    start(),
    { deed: 'message', name: 'Paid', correlation: {}, variables: { sum: 7 } },
  ];
  const shipping = play(deeds);
  expect(waits(shipping)).toEqual(['service ship']);
  expect(tokensOf(shipping.simulation, 'p')).toEqual(new Map([['ship', 1]]));

  // when
  const failed = play([...deeds, command(shipping, 'ship', { type: 'error', code: 'NO_STOCK' })]);

  // then
  expect(waits(failed)).toEqual(['task mend']);
});

test('an asynchronous step that fails says why and becomes an incident, which can be tried again', async () => {
  const play = await trialOf(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" camunda:asyncBefore="true"/> <bpmn:endEvent id="e"/><bpmn:endEvent id="f"/>${flows('s->g')}
       <bpmn:sequenceFlow id="g-f" sourceRef="g" targetRef="f"><bpmn:conditionExpression>\${n > 5}</bpmn:conditionExpression></bpmn:sequenceFlow>
       <bpmn:sequenceFlow id="g-e" sourceRef="g" targetRef="e"><bpmn:conditionExpression>\${n > 0}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    ),
  );
  const deeds: TrialDeed[] = [start({ n: 0 }), { deed: 'clock', to: NOW + 240 * HOUR }];
  const stuck = play(deeds);
  expect(stuck.steps[0]!.failures.map(({ code, element }) => `${code} ${element}`)).toEqual(['flow.none g']);
  expect(waitingOf(stuck.simulation)[0]!.incident?.code).toBe('flow.none');
  const [instance] = [...stuck.simulation.instances.keys()];
  const mended = play([
    ...deeds,
    {
      deed: 'command',
      instance: instance!,
      element: 'g',
      command: { type: 'setVariables', variables: { n: 1 } },
    },
    command(stuck, 'g', { type: 'retry' }),
  ]);
  expect(mended.simulation.instances.get(instance!)!.status).toBe('completed');
});

test('a script without a sandbox is asked of the person, and the answer is kept with the deed', async () => {
  const play = await trialOf(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:scriptTask id="calc" scriptFormat="javascript" camunda:resultVariable="sum"><bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask><bpmn:userTask id="a"/>${flows('s->calc->a')}`,
    ),
  );
  const asking = play([start()]);
  expect(asking.asked).toMatchObject({ kind: 'person', question: { kind: 'script' } });
  const answered = play([{ ...start(), answers: [{ ok: true, value: 42, writes: [] }] }]);
  expect(answered.asked).toBeNull();
  expect(rootVariables([...answered.simulation.instances.values()][0]!).sum).toBe(42);
});

describe("the CRM's approval of a deal", () => {
  const crm = template('crm').registry;
  const [file] = definitionsOf(crm.configuration, 'process').filter(({ key }) => key === 'deal_approval');
  const deal = { entity: 'deal', id: madeUpId(1) };
  const customer = { entity: 'customer', id: madeUpId(2) };
  const person = { entity: 'user', id: madeUpId(3) };

  test('asks for records it does not know, decides by the table of the draft, writes into the private record', async () => {
    // given
    const play = await trialOf(String(file!.content), crm);
    const begin: TrialDeed = start({ deal: { $record: deal } }, 'deal_approval');
    expect(play([begin]).asked).toEqual({ kind: 'record', record: deal });
    const records: KnownRecord[] = [
      {
        ...deal,
        values: {
          name: 'Racks',
          amount_uah: '7420000',
          discount: '12',
          customer: customer.id,
          responsible: person.id,
        },
      },
      { ...customer, values: { name: 'Stepovyi Kolos', class: 'partner' } },
      { ...person, values: { name: 'Iryna' } },
    ];
    const known = { ...begin, records };
    const begun = play([known]);
    expect(begun.asked).toBeNull();
    expect(waits(begun)).toEqual(['task fill_terms']);

    // when the terms are filled in
    const filled = play([known, command(begun, 'fill_terms', { type: 'complete' })]);

    // then the decision was made and the listener wrote the record
    expect(waits(filled)).toContain('task approve_terms');
    expect(storyOf(filled.steps[1]!, filled.simulation).some(({ code }) => code === 'decided')).toBe(true);
    expect(filled.steps[1]!.writes).toEqual([{ kind: 'update', ...deal, values: { approval: 'pending' } }]);
    expect(filled.samples.get(`deal:${deal.id}`)!.values.approval).toBe('pending');
  });
});

test('timers count in the working time of the draft’s calendar', async () => {
  // given an office that is open from nine to twelve, on a Monday at eleven
  const on = registry({
    'calendars/office.yaml': `
label: Office
default: true
zone: Europe/Kyiv
hours: {weekdays: "09:00-12:00"}
`,
  });
  const play = await trialOf(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="wait"><bpmn:extensionElements><potik:calendar/></bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration>PT4H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flows('s->wait')}`,
    ),
    on,
  );

  // then four hours are over on Tuesday at twelve
  const { due } = waitingOf(play([start()]).simulation)[0]!.job!;
  expect(new Date(due!).toISOString()).toBe('2026-01-06T10:00:00.000Z');
});

const shared = sharedFolder();
test.skipIf(shared === null)(
  'the invoice demo runs with its scripts in the sandbox and its Java class answered by hand',
  async () => {
    // given
    const text = (name: string) => new TextDecoder().decode(readInvoiceFile(shared!, name));
    const on = registry({
      'processes/reviewInvoice.bpmn': text('reviewInvoice.bpmn'),
      'decisions/invoiceBusinessDecisions.dmn': text('invoiceBusinessDecisions.dmn'),
    });
    const play = await trialOf(text('invoice.v2.bpmn'), on, await openScripts());
    const begin = start(
      { amount: 30, invoiceCategory: 'Travel Expenses', creditor: 'Pizza', invoiceNumber: '1' },
      'invoice',
    );

    // when it is not approved
    const begun = play([begin]);
    expect(begun.refused).toBeNull();
    expect(waits(begun)).toEqual(['task approveInvoice']);
    const no = command(begun, 'approveInvoice', { type: 'complete', variables: { approved: false } });
    const review = play([begin, no]);

    // then the other file's process is called
    expect(waits(review)).toEqual(['task assignReviewer']);
    expect(tokensOf(review.simulation, 'invoice')).toEqual(new Map([['reviewInvoice', 1]]));

    // when it is approved
    const yes = command(begun, 'approveInvoice', { type: 'complete', variables: { approved: true } });
    const bank = play([begin, yes]);
    const paid = play([begin, yes, command(bank, 'prepareBankTransfer', { type: 'complete' })]);
    expect(waits(paid)).toEqual(['service ServiceTask_1']);
  },
);
