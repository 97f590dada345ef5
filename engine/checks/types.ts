/** Values against the declared types of the variables they are put into. */
import { type Type, typeSaid } from '#metadata/expression.ts';
import type { Expression } from '../process/expression.ts';
import type { Element, Process } from '../process.ts';
import type { Report } from '../xml/report.ts';

export function checkTypes(process: Process, report: Report): void {
  const declared = new Map(process.context.variables.map(({ name, type }) => [name, type]));
  if (declared.size === 0) return;
  for (const element of process.elements.values()) {
    for (const { name, value, from } of assignments(element)) {
      const expected = isHidden(name, from) ? undefined : declared.get(name);
      const actual = value.kind === 'expression' ? value.compiled.type : null;
      if (expected && actual && !mayHold(expected, actual))
        report.error('expression.assigns', element.id, {
          name,
          expected: typeSaid(expected),
          actual: typeSaid(actual),
        });
    }
  }
}

// helpers //////////

interface Assignment {
  readonly name: string;
  readonly value: Expression;
  /** The innermost element whose variables are looked at for the name. */
  readonly from: Element | null;
}

function* assignments(element: Element): Generator<Assignment, void, void> {
  for (const { name, value } of element.outputs) yield { name, value, from: element.scope };
  const { script, service } = element;
  if (script?.result) yield { name: script.result, value: script.expression, from: element };
  if (service?.kind === 'expression' && service.result)
    yield { name: service.result, value: service.expression, from: element };
}

/** A variable of that name lives further inside than the process. */
function isHidden(name: string, from: Element | null): boolean {
  for (let at = from; at !== null; at = at.scope)
    if (at.loop?.item === name || at.inputs.some((input) => input.name === name)) return true;
  return false;
}

const PLAIN = new Set([
  'boolean',
  'string',
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'list',
  'context',
]);

/** Only what can't be right: what isn't known, records and one-item lists may be. */
function mayHold(expected: Type, actual: Type): boolean {
  if (!PLAIN.has(expected.kind) || !PLAIN.has(actual.kind)) return true;
  if (expected.kind === 'list' && actual.kind === 'list') return mayHold(expected.of, actual.of);
  if (expected.kind === 'list') return mayHold(expected.of, actual);
  if (actual.kind === 'list') return mayHold(expected, actual.of);
  return expected.kind === actual.kind || (expected.kind === 'date and time' && actual.kind === 'date');
}
