/** Camunda's asynchronous boundaries, retries, loops and call activities. */
import type { Binding } from '../../../lookup.ts';
import type { Asynchronous, CallMapping, CallSpec, LoopSpec, RetryPlan } from '../../../process/activity.ts';
import type { Expression } from '../../../process/expression.ts';
import { extensions, type Moddle } from '../../moddle.ts';
import type { Reading } from '../dialect.ts';
import { attribute, CAMUNDA, flag } from './names.ts';

export function asynchronous({ element }: Reading): Asynchronous | null {
  const loop = element.loopCharacteristics as Moddle | undefined;
  const before = flag(element, 'asyncBefore') || flag(element, 'async');
  const after = flag(element, 'asyncAfter');
  const eachBefore = loop !== undefined && (flag(loop, 'asyncBefore') || flag(loop, 'async'));
  const eachAfter = loop !== undefined && flag(loop, 'asyncAfter');
  const priority = Number(attribute(element, 'jobPriority') ?? 0);
  if (!before && !after && !eachBefore && !eachAfter && priority === 0) return null;
  const exclusive = flag(element, 'exclusive', true);
  return {
    before,
    after,
    exclusive,
    eachBefore,
    eachAfter,
    priority: Number.isFinite(priority) ? priority : 0,
  };
}

/** `R5/PT1M`: five tries, a minute apart; `PT10M,PT1H`: two pauses, hence two more tries. */
export function retries({ element }: Reading): RetryPlan | null {
  const [cycle] = extensions(element, CAMUNDA, 'failedJobRetryTimeCycle');
  const text = cycle?.text.trim();
  if (!text) return null;
  const repeat = /^R(\d+)\/(P.+)$/.exec(text);
  if (repeat !== null) return { retries: Number(repeat[1]), pauses: [repeat[2]!] };
  const pauses = text.split(',').map((pause) => pause.trim());
  return pauses.every((pause) => pause.startsWith('P')) ? { retries: pauses.length + 1, pauses } : null;
}

export function loop({ element, expressions }: Reading): Partial<LoopSpec> | null {
  const spec = element.loopCharacteristics as Moddle | undefined;
  if (spec === undefined) return null;
  const collection = attribute(spec, 'collection');
  const item = attribute(spec, 'elementVariable');
  return {
    ...(collection !== undefined && { collection: collectionOf(collection, expressions) }),
    ...(item !== undefined && { item }),
  };
}

export function call({ element, expressions, report, id }: Reading): Partial<CallSpec> | null {
  const binding = attribute(element, 'calledElementBinding') as Binding | undefined;
  const version =
    binding === 'versionTag'
      ? attribute(element, 'calledElementVersionTag')
      : attribute(element, 'calledElementVersion');
  const ins = extensions(element, CAMUNDA, 'in');
  const key = ins.map((one) => one.attributes.businessKey).find((one) => one !== undefined);
  const mapping = (one: (typeof ins)[number]): CallMapping[] => {
    const { source, sourceExpression, target, variables, local } = one.attributes;
    const isLocal = local === 'true';
    if (variables === 'all') return [{ all: true, local: isLocal }];
    if (one.attributes.businessKey !== undefined) return [];
    for (const [end, text] of Object.entries({ target, source: sourceExpression ?? source }))
      if (!text) report.error('mapping.end', id, { end });
    if (!target) return [];
    const value =
      sourceExpression !== undefined
        ? expressions.value(sourceExpression, `mapping “${target}”`)
        : variableValue(source!);
    return [{ all: false, name: target, value, local: isLocal }];
  };
  return {
    ...(binding && { binding }),
    ...(version !== undefined && { version: expressions.value(version, 'version') }),
    ...(key !== undefined && { businessKey: expressions.value(key, 'business key') }),
    in: ins.flatMap(mapping),
    out: extensions(element, CAMUNDA, 'out').flatMap(mapping),
  };
}

// helpers //////////

/** The name of a variable is as good as an expression. */
function collectionOf(text: string, expressions: Reading['expressions']): LoopSpec['collection'] {
  return /[#$]\{/.test(text)
    ? expressions.value(text, 'collection')
    : { kind: 'variable', name: text.trim() };
}

/** A mapped variable that doesn't exist is empty, not an error. */
function variableValue(name: string): Expression {
  return { kind: 'variable', name };
}
