import { ROOT } from '../instance.ts';
import type { CalledProcess } from '../lookup.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail, load } from '../run/stop.ts';
import { spawn } from '../run/work.ts';
import { waitOf } from '../state/draft.ts';
import { enterActivity } from '../verbs/activity.ts';
import { callInputs } from '../verbs/call-mapping.ts';
import { cancelInstance } from '../verbs/end-instance.ts';
import { enter } from '../verbs/enter.ts';
import { evaluateText, type Place } from '../verbs/evaluate.ts';
import { join, memberOf } from '../verbs/members.ts';
import { entriesOf } from '../verbs/scope.ts';
import { beginInstance, blankInstance, noneStart } from '../verbs/start-instance.ts';
import { openOwn } from '../verbs/waits.ts';
import { compileCall } from '../xml/compile-call.ts';
import { define } from './element-type.ts';

const MAX_DEPTH = 50;

/** Starts an instance of another process and waits for its end (13.3.4). The called instance is a document of its own. */
export const callActivity = define({
  kind: 'callActivity',
  bpmn: 'bpmn:CallActivity',
  compile(source) {
    return { call: compileCall(source) };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    const place = { key, element };
    const definition = findDefinition(run, element, yield* calledProcess(run, place));
    checkDepth(run, element);
    const spec = element.call!;
    const variables = yield* callInputs(run, key, element);
    const businessKey =
      spec.businessKey && (yield* evaluateText(run, place, spec.businessKey, 'business key'));
    const id = run.session.env.newId(`${run.id}/${key}`);
    const blank = blankInstance(id, definition, run.draft.head.root, { instance: run.id, key });
    const called = join(run.session, blank, true);
    openOwn(run, key, { kind: 'call', element: element.id, called: id });
    yield* beginInstance(called, { variables, businessKey });
    const root = definition.process.root;
    const start = noneStart(root);
    for (const entry of start ? [start] : entriesOf(root)) {
      spawn(called, ROOT, () => enter(called, { element: entry, scope: ROOT }));
    }
  },
  *terminate(run, key) {
    const wait = waitOf(run.draft, key);
    if (wait?.kind !== 'call') return;
    const called = memberOf(run.session, wait.called);
    if (called !== null) yield* cancelInstance(called);
  },
});

// helpers //////////

function* calledProcess(run: Run, place: Place): Fiber<CalledProcess> {
  const spec = place.element.call!;
  return {
    process: (yield* evaluateText(run, place, spec.process, 'called process')) ?? '',
    binding: spec.binding,
    version: spec.version && (yield* evaluateText(run, place, spec.version, 'version')),
  };
}

function findDefinition(run: Run, element: Element, call: CalledProcess) {
  const caller = run.definition.ref;
  const definition = run.session.world.called(call, caller);
  if (definition === undefined)
    return load([{ kind: 'called', key: `called/${caller}/${call.process}`, call, caller }]);
  if (definition !== null) return definition;
  const which =
    call.version === null
      ? ''
      : ` in ${call.binding === 'version' ? 'version' : 'the version tagged'} ${call.version}`;
  return fail(run, 'call.unknown', element.id, { process: call.process, which });
}

/** Only callers of this session are counted: a circle of calls that never waits has them all in it. */
function checkDepth(run: Run, element: Element): void {
  let depth = 0;
  for (
    let at: Run | undefined = run;
    at !== undefined;
    at = run.session.runs.get(at.draft.head.caller?.instance ?? '')
  ) {
    if (++depth > MAX_DEPTH) fail(run, 'call.depth', element.id, { limit: MAX_DEPTH });
  }
}
