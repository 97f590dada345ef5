/** A script task's script: a dialect's own, else the standard's `script` with its format. */
import type { ScriptSpec } from '../process/activity.ts';
import { bodyOf } from './moddle.ts';
import type { ElementSource } from './source.ts';

export function compileScript({
  element,
  expressions,
  report,
  id,
  dialects,
  ...rest
}: ElementSource): ScriptSpec {
  const own = dialects.script({ element, expressions, report, id, ...rest });
  const result = own.result ?? null;
  if (own.expression) return { expression: own.expression, result };
  const text = typeof element.script === 'string' ? element.script : bodyOf(element.script);
  if (text === null || text.trim() === '') {
    report.error('script.none', id);
    return { expression: { kind: 'constant', value: null }, result };
  }
  const language = element.scriptFormat as string | undefined;
  return {
    expression: expressions.script(text, language, 'script') ?? { kind: 'constant', value: null },
    result,
  };
}
