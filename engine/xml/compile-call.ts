/** A call activity: which process, in which version, with which variables. */
import type { CallSpec } from '../process/activity.ts';
import type { ElementSource } from './source.ts';

export function compileCall(source: ElementSource): CallSpec {
  const { element, expressions, dialects, report, id } = source;
  const own = dialects.call(source);
  const called = element.calledElement;
  const process =
    own.process ??
    (typeof called === 'string' && called ? expressions.value(called, 'called process') : null);
  if (process === null) report.error('call.missing', id);
  const binding = own.binding ?? 'latest';
  const version = own.version ?? null;
  checkBinding({ binding, version }, source);
  return {
    process: process ?? { kind: 'constant', value: null },
    binding,
    version,
    businessKey: own.businessKey ?? null,
    in: own.in ?? [],
    out: own.out ?? [],
  };
}

/** What is bound to one version says to which; of decisions too. */
export function checkBinding(
  { binding, version }: Pick<CallSpec, 'binding' | 'version'>,
  { report, id }: Pick<ElementSource, 'report' | 'id'>,
): void {
  if ((binding === 'version' || binding === 'versionTag') && version === null)
    report.error('binding.version', id, { binding: binding === 'version' ? 'version' : 'version tag' });
}
