/** Draws a random process: BPMN files, the outermost process first, then one for each process it calls. */
import { bpmn } from '../process.ts';
import type { Block, Boundary, Code, Trigger } from './block.ts';

/** Of a part of a drawing: the node it begins with and the node it leaves by; null: it never goes on. */
interface Drawn {
  readonly entry: string;
  readonly exit: string | null;
}

export const MAIN = 'main';

export function toBpmn(block: Block): string[] {
  const files: string[] = [];
  const draw = (key: string, root: Block) => {
    const drawing = drawScope(root, [], (called, calledBlock) => draw(called, calledBlock));
    files.unshift(bpmn(drawing.xml, drawing.roots, key));
  };
  draw(MAIN, block);
  return files;
}

// helpers //////////

function drawScope(
  root: Block,
  rootHandlers: readonly Boundary[],
  called: (key: string, block: Block) => void,
): { xml: string; roots: string } {
  const roots = new Map<string, string>();
  const scope = (block: Block, handlers: readonly Boundary[], start: string): string => {
    const xml: string[] = [];
    let count = 0;
    const flow = (from: string, to: string, condition = ''): string => {
      const id = `${start}-f${++count}`;
      const when = condition ? `<bpmn:conditionExpression>= ${condition}</bpmn:conditionExpression>` : '';
      xml.push(
        `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${when}</bpmn:sequenceFlow>`,
      );
      return id;
    };
    const node = (text: string) => void xml.push(text);
    const merged = (id: string, exits: readonly (string | null)[]): string | null => {
      const open = exits.filter((exit) => exit !== null);
      if (open.length <= 1) return open[0] ?? null;
      node(`<bpmn:exclusiveGateway id="${id}"/>`);
      for (const exit of open) flow(exit, id);
      return id;
    };
    const end = (exit: string | null, id: string): void => {
      if (exit === null) return;
      node(`<bpmn:endEvent id="${id}"/>`);
      flow(exit, id);
    };

    function definition({ kind, ...rest }: Trigger, id: string): string {
      if (kind === 'message') {
        roots.set(id, `<bpmn:message id="m-${id}" name="${id}"/>`);
        return `<bpmn:messageEventDefinition messageRef="m-${id}"/>`;
      }
      if (kind === 'timer')
        return '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
      return coded(kind, 'code' in rest ? rest.code : null);
    }

    function coded(kind: 'error' | 'escalation', code: Code | null): string {
      if (code === null) return `<bpmn:${kind}EventDefinition/>`;
      roots.set(`${kind}-${code}`, `<bpmn:${kind} id="${kind}-${code}" ${kind}Code="${code}"/>`);
      return `<bpmn:${kind}EventDefinition ${kind}Ref="${kind}-${code}"/>`;
    }

    /** What boundary events lead to; gives where interrupted work goes on. */
    function attach(id: string, boundaries: readonly Boundary[], exit: string | null): string | null {
      const exits = [exit];
      for (const one of boundaries) {
        node(
          `<bpmn:boundaryEvent id="${one.id}" attachedToRef="${id}" cancelActivity="${one.interrupting}">${definition(one.trigger, one.id)}</bpmn:boundaryEvent>`,
        );
        const handler = part(one.block);
        flow(one.id, handler.entry);
        if (one.interrupting) exits.push(handler.exit);
        else end(handler.exit, `${one.id}-end`);
      }
      return merged(`${id}-after`, exits);
    }

    function part(one: Block): Drawn {
      switch (one.kind) {
        case 'user':
          node(`<bpmn:userTask id="${one.id}"/>`);
          return { entry: one.id, exit: attach(one.id, one.boundaries, one.id) };
        case 'catch': {
          let what: string;
          if (one.trigger === 'signal') {
            roots.set('signal', '<bpmn:signal id="signal" name="signal"/>');
            what = '<bpmn:signalEventDefinition signalRef="signal"/>';
          } else what = definition({ kind: one.trigger }, one.id);
          node(`<bpmn:intermediateCatchEvent id="${one.id}">${what}</bpmn:intermediateCatchEvent>`);
          return { entry: one.id, exit: one.id };
        }
        case 'add':
          node(sum(one.id, one.amount));
          return { entry: one.id, exit: one.id };
        case 'later':
          node(sum(one.id, one.amount, '', '<potik:async before="true"/>'));
          return { entry: one.id, exit: one.id };
        case 'undoable':
          node(sum(one.id, one.amount));
          node(
            `<bpmn:boundaryEvent id="${one.id}-b" attachedToRef="${one.id}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>`,
          );
          node(sum(`${one.id}-undo`, -one.amount, ' isForCompensation="true"'));
          node(`<bpmn:association id="${one.id}-a" sourceRef="${one.id}-b" targetRef="${one.id}-undo"/>`);
          return { entry: one.id, exit: one.id };
        case 'compensate':
          node(
            `<bpmn:intermediateThrowEvent id="${one.id}"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>`,
          );
          return { entry: one.id, exit: one.id };
        case 'signal':
          roots.set('signal', '<bpmn:signal id="signal" name="signal"/>');
          node(
            `<bpmn:intermediateThrowEvent id="${one.id}"><bpmn:signalEventDefinition signalRef="signal"/></bpmn:intermediateThrowEvent>`,
          );
          return { entry: one.id, exit: one.id };
        case 'escalate':
          node(
            `<bpmn:intermediateThrowEvent id="${one.id}">${coded('escalation', one.code)}</bpmn:intermediateThrowEvent>`,
          );
          return { entry: one.id, exit: one.id };
        case 'link':
          node(
            `<bpmn:intermediateThrowEvent id="${one.id}"><bpmn:linkEventDefinition name="${one.id}"/></bpmn:intermediateThrowEvent>`,
          );
          node(
            `<bpmn:intermediateCatchEvent id="${one.id}-to"><bpmn:linkEventDefinition name="${one.id}"/></bpmn:intermediateCatchEvent>`,
          );
          return { entry: one.id, exit: `${one.id}-to` };
        case 'fail':
          node(`<bpmn:endEvent id="${one.id}">${coded('error', one.code)}</bpmn:endEvent>`);
          return { entry: one.id, exit: null };
        case 'stop':
          node(`<bpmn:endEvent id="${one.id}"><bpmn:terminateEventDefinition/></bpmn:endEvent>`);
          return { entry: one.id, exit: null };
        case 'cancel':
          node(`<bpmn:endEvent id="${one.id}"><bpmn:cancelEventDefinition/></bpmn:endEvent>`);
          return { entry: one.id, exit: null };
        case 'sequence': {
          let entry: string | null = null;
          let exit: string | null = null;
          for (const next of one.blocks) {
            const drawn = part(next);
            if (exit !== null) flow(exit, drawn.entry);
            entry ??= drawn.entry;
            exit = drawn.exit;
          }
          return { entry: entry!, exit };
        }
        case 'choice':
        case 'inclusive': {
          const type = one.kind === 'choice' ? 'exclusiveGateway' : 'inclusiveGateway';
          const drawn = one.branches.map((branch) => ({ branch, part: part(branch.block) }));
          const otherwise = part(one.otherwise);
          for (const { branch, part: to } of drawn)
            flow(one.id, to.entry, `${branch.variable} = ${branch.equals}`);
          const instead = flow(one.id, otherwise.entry);
          node(`<bpmn:${type} id="${one.id}" default="${instead}"/>`);
          return { entry: one.id, exit: joined(type, one.id, [...drawn.map((d) => d.part), otherwise]) };
        }
        case 'parallel': {
          const drawn = one.branches.map(part);
          for (const { entry } of drawn) flow(one.id, entry);
          node(`<bpmn:parallelGateway id="${one.id}"/>`);
          return { entry: one.id, exit: joined('parallelGateway', one.id, drawn) };
        }
        case 'complex': {
          const drawn = one.branches.map(part);
          for (const { entry } of drawn) flow(one.id, entry);
          node(`<bpmn:parallelGateway id="${one.id}"/>`);
          const needs = Math.min(one.needs, drawn.filter(({ exit }) => exit !== null).length);
          const condition = `<bpmn:activationCondition>= activationCount >= ${needs}</bpmn:activationCondition>`;
          return { entry: one.id, exit: joined('complexGateway', one.id, drawn, condition) };
        }
        case 'race': {
          node(`<bpmn:eventBasedGateway id="${one.id}"/>`);
          const exits = one.branches.map((branch) => {
            node(
              `<bpmn:intermediateCatchEvent id="${branch.id}">${definition({ kind: branch.trigger }, branch.id)}</bpmn:intermediateCatchEvent>`,
            );
            flow(one.id, branch.id);
            const drawn = part(branch.block);
            flow(branch.id, drawn.entry);
            return drawn.exit;
          });
          return { entry: one.id, exit: merged(`${one.id}-after`, exits) };
        }
        case 'repeat': {
          const counter = `n_${one.id}`;
          const counts = (id: string, text: string) =>
            node(
              `<bpmn:scriptTask id="${id}" scriptFormat="feel"><bpmn:extensionElements><potik:script result="${counter}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`,
            );
          counts(`${one.id}-zero`, '0');
          node(`<bpmn:exclusiveGateway id="${one.id}-head"/>`);
          flow(`${one.id}-zero`, `${one.id}-head`);
          const turn = part(one.block);
          flow(`${one.id}-head`, turn.entry);
          counts(`${one.id}-next`, `${counter} + 1`);
          flow(turn.exit!, `${one.id}-next`);
          flow(`${one.id}-next`, `${one.id}-again`);
          flow(`${one.id}-again`, `${one.id}-head`, `${counter} &lt; ${one.times}`);
          node(`<bpmn:exclusiveGateway id="${one.id}-out"/>`);
          const out = flow(`${one.id}-again`, `${one.id}-out`);
          node(`<bpmn:exclusiveGateway id="${one.id}-again" default="${out}"/>`);
          return { entry: `${one.id}-zero`, exit: `${one.id}-out` };
        }
        case 'scope':
          node(
            `<bpmn:subProcess id="${one.id}">${scope(one.block, one.handlers, `${one.id}-s`)}</bpmn:subProcess>`,
          );
          return { entry: one.id, exit: attach(one.id, one.boundaries, one.id) };
        case 'adHoc': {
          const { id, sequential, until, cancelRemaining } = one;
          const outer = xml.splice(0);
          for (const activity of one.activities) part(activity);
          const inside = xml.splice(0).join('');
          xml.push(...outer);
          const condition = until
            ? `<bpmn:completionCondition>= ${until.variable} = ${until.equals}</bpmn:completionCondition>`
            : '';
          node(
            `<bpmn:adHocSubProcess id="${id}" ordering="${sequential ? 'Sequential' : 'Parallel'}" cancelRemainingInstances="${cancelRemaining}">${inside}${condition}</bpmn:adHocSubProcess>`,
          );
          return { entry: id, exit: id };
        }
        case 'transaction': {
          node(`<bpmn:transaction id="${one.id}">${scope(one.block, [], `${one.id}-s`)}</bpmn:transaction>`);
          node(
            `<bpmn:boundaryEvent id="${one.id}-c" attachedToRef="${one.id}"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>`,
          );
          const cancelled = part(one.cancelled);
          flow(`${one.id}-c`, cancelled.entry);
          return { entry: one.id, exit: merged(`${one.id}-after`, [one.id, cancelled.exit]) };
        }
        case 'each':
          node(
            `<bpmn:subProcess id="${one.id}"><bpmn:multiInstanceLoopCharacteristics isSequential="${one.sequential}"><bpmn:loopCardinality>${one.count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>${scope(one.block, [], `${one.id}-s`)}</bpmn:subProcess>`,
          );
          return { entry: one.id, exit: attach(one.id, one.boundaries, one.id) };
        case 'call':
          called(`p-${one.id}`, one.block);
          node(
            `<bpmn:callActivity id="${one.id}" calledElement="p-${one.id}"><bpmn:extensionElements><potik:in all="true"/></bpmn:extensionElements></bpmn:callActivity>`,
          );
          return { entry: one.id, exit: attach(one.id, one.boundaries, one.id) };
      }
    }

    function joined(type: string, id: string, parts: readonly Drawn[], inside = ''): string | null {
      const open = parts.filter(({ exit }) => exit !== null);
      if (open.length === 0) return null;
      node(`<bpmn:${type} id="${id}-join">${inside}</bpmn:${type}>`);
      for (const { exit } of open) flow(exit!, `${id}-join`);
      return `${id}-join`;
    }

    node(`<bpmn:startEvent id="${start}"/>`);
    const drawn = part(block);
    flow(start, drawn.entry);
    end(drawn.exit, `${start}-end`);
    for (const handler of handlers) xml.push(eventSubProcess(handler));
    return xml.join('');

    function eventSubProcess(handler: Boundary): string {
      const body = scope(handler.block, [], `${handler.id}-s`).replace(
        `<bpmn:startEvent id="${handler.id}-s"/>`,
        `<bpmn:startEvent id="${handler.id}-s" isInterrupting="${handler.interrupting}">${definition(handler.trigger, handler.id)}</bpmn:startEvent>`,
      );
      return `<bpmn:subProcess id="${handler.id}" triggeredByEvent="true">${body}</bpmn:subProcess>`;
    }
  };
  const xml = scope(root, rootHandlers, 'start');
  return { xml, roots: [...roots.values()].join('') };
}

function sum(id: string, amount: number, attributes = '', extensions = ''): string {
  return `<bpmn:scriptTask id="${id}" scriptFormat="feel"${attributes}><bpmn:extensionElements><potik:script result="total"/>${extensions}</bpmn:extensionElements><bpmn:script>total + (${amount})</bpmn:script></bpmn:scriptTask>`;
}
