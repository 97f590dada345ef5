/** Draws blocks that have others in them. */
import { type Draws, flow, merged, node } from './drawing.ts';
import { attach, eventSubProcess } from './events.ts';
import { sum } from './leaves.ts';

type Scoped = 'scope' | 'adHoc' | 'transaction' | 'each' | 'call';

export const SCOPES: Pick<Draws, Scoped> = {
  scope({ id, block, boundaries, handlers, undo }, on) {
    const events = handlers.map((one) => eventSubProcess(on, one)).join('') + compensation(id, undo);
    node(on, `<bpmn:subProcess id="${id}">${on.scope(block, `${id}-s`, on)}${events}</bpmn:subProcess>`);
    return { entry: id, exit: attach(on, id, boundaries) };
  },
  adHoc({ id, sequential, until, cancelRemaining, activities }, on) {
    const within = { ...on, start: id, xml: [], flows: 0 };
    for (const activity of activities) on.part(activity, within);
    const condition = until
      ? `<bpmn:completionCondition>= ${until.variable} = ${until.equals}</bpmn:completionCondition>`
      : '';
    node(
      on,
      `<bpmn:adHocSubProcess id="${id}" ordering="${sequential ? 'Sequential' : 'Parallel'}" cancelRemainingInstances="${cancelRemaining}">${within.xml.join('')}${condition}</bpmn:adHocSubProcess>`,
    );
    return { entry: id, exit: id };
  },
  transaction({ id, block, cancelled }, on) {
    node(on, `<bpmn:transaction id="${id}">${on.scope(block, `${id}-s`, on)}</bpmn:transaction>`);
    node(
      on,
      `<bpmn:boundaryEvent id="${id}-c" attachedToRef="${id}"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>`,
    );
    const instead = on.part(cancelled, on);
    flow(on, `${id}-c`, instead.entry);
    return { entry: id, exit: merged(on, `${id}-after`, [id, instead.exit]) };
  },
  each({ id, sequential, count, enough, block, boundaries }, on) {
    const until =
      enough === null
        ? ''
        : `<bpmn:completionCondition>= nrOfCompletedInstances = ${enough}</bpmn:completionCondition>`;
    node(
      on,
      `<bpmn:subProcess id="${id}"><bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality>${count}</bpmn:loopCardinality>${until}</bpmn:multiInstanceLoopCharacteristics>${on.scope(block, `${id}-s`, on)}</bpmn:subProcess>`,
    );
    return { entry: id, exit: attach(on, id, boundaries) };
  },
  call({ id, block, boundaries }, on) {
    on.called(`p-${id}`, block);
    node(
      on,
      `<bpmn:callActivity id="${id}" calledElement="p-${id}"><bpmn:extensionElements><potik:in all="true"/></bpmn:extensionElements></bpmn:callActivity>`,
    );
    return { entry: id, exit: attach(on, id, boundaries) };
  },
};

// helpers //////////

function compensation(scope: string, undo: number | null): string {
  if (undo === null) return '';
  const id = `${scope}-undo`;
  return `<bpmn:subProcess id="${id}" triggeredByEvent="true"><bpmn:startEvent id="${id}-s"><bpmn:compensateEventDefinition/></bpmn:startEvent>${sum(`${id}-sum`, String(undo))}<bpmn:sequenceFlow id="${id}-f" sourceRef="${id}-s" targetRef="${id}-sum"/></bpmn:subProcess>`;
}
