/** Evaluates a decision and maps its result as the model asks. */

import type { Json } from '#metadata/value.ts';
import { toState } from '#metadata/value-json.ts';
import type { DecisionSpec } from '../process/activity.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail, load } from '../run/stop.ts';
import { emit } from '../run/work.ts';
import type { DecisionOutcome } from '../world.ts';
import { evaluateText, type Place, scopeAt } from './evaluate.ts';
import { fetchRecords } from './records.ts';

export function* decide(run: Run, place: Place, spec: DecisionSpec): Fiber<Json> {
  const { key: name, binding, version } = spec.decision;
  const key = (yield* evaluateText(run, place, name, 'decision')) ?? '';
  const required = {
    decision: key,
    binding,
    version: version && (yield* evaluateText(run, place, version, 'version')),
  };
  const source = run.session.world.decision(required, run.definition.ref);
  const caller = run.definition.ref;
  if (source === undefined)
    return load([{ kind: 'decision', key: `decision/${caller}/${key}`, required, caller }]);
  const element = place.element.id;
  if (source === null) return fail(run, 'decision.unknown', element, { decision: key });
  if (run.process.hasRecords)
    yield* fetchRecords(
      run,
      place.key,
      Object.keys(run.process.context.recordPaths).map((name) => [name]),
    );
  const outcome = source.evaluate(scopeAt(run, place.key), run.env);
  if (!outcome.ok) return fail(run, 'decision.failed', element, { decision: key, reason: outcome.reason });
  const result = mapResult(run, element, key, spec.map, outcome);
  emit(run, {
    type: 'decided',
    element,
    decision: key,
    result: toState(outcome.value),
    rules: outcome.rules,
  });
  return result;
}

// helpers //////////

type Success = Extract<DecisionOutcome, { ok: true }>;

function mapResult(
  run: Run,
  element: string,
  decision: string,
  map: DecisionSpec['map'],
  { rows, value }: Success,
): Json {
  const refuse = (expected: string): never =>
    fail(run, 'decision.result', element, { decision, expected, actual: `${rows.length} results` });
  switch (map) {
    case 'value':
      return toState(value);
    case 'resultList':
      return rows.map((row) => rowState(row));
    case 'collectEntries':
      return rows.map((row) => toState(onlyEntry(row, () => refuse('one output in each result'))));
    case 'singleResult':
      return rows.length === 0 ? null : rows.length === 1 ? rowState(rows[0]!) : refuse('at most one result');
    case 'singleEntry':
      if (rows.length === 0) return null;
      if (rows.length > 1) return refuse('at most one result');
      return toState(onlyEntry(rows[0]!, () => refuse('one output')));
  }
}

function rowState(row: Success['rows'][number]): Json {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toState(value)]));
}

/** Outputs a rule leaves empty don't count. */
function onlyEntry(row: Success['rows'][number], refuse: () => never) {
  const all = Object.values(row);
  const values = all.length > 1 ? all.filter((value) => value !== null) : all;
  return values.length === 0 ? null : values.length === 1 ? values[0]! : refuse();
}
