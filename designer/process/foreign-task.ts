/** The program an imported service task names and nothing of ours replaces yet: a Java class or a delegate. */
import type { ForeignTask } from '../draft/foreign-tasks.ts';
import type { Moddle } from './bpmn-types.ts';
import { foreignValues } from './extensions.ts';

export function foreignTaskOf(owner: Moddle): ForeignTask | null {
  const values = foreignValues(owner, 'potik:Task');
  const named = (attribute: string) => values.find(({ name }) => name === attribute)?.value;
  // External workers fetch their tasks themselves.
  if (named('camunda:type') === 'external') return null;
  const javaClass = named('camunda:class');
  if (javaClass) return { kind: 'java_class', name: javaClass };
  const delegate = named('camunda:delegateExpression');
  return delegate ? { kind: 'delegate', name: delegate } : null;
}
