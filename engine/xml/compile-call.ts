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
  if ((binding === 'version' || binding === 'versionTag') && version === null)
    report.error('call.version', id, { binding: binding === 'version' ? 'version' : 'version tag' });
  return {
    process: process ?? { kind: 'constant', value: null },
    binding,
    version,
    businessKey: own.businessKey ?? null,
    in: own.in ?? [],
    out: own.out ?? [],
  };
}
