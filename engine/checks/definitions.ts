/** What is declared once for the whole file: signals, messages, errors. */
import { listOf, type Moddle, plainType } from '../xml/moddle.ts';
import type { Report } from '../xml/report.ts';

/** Events refer to these by their ids. */
const NAMED = new Set(['bpmn:Signal', 'bpmn:Message', 'bpmn:Error', 'bpmn:Escalation']);

export function checkDefinitions(definitions: Moddle, report: Report): void {
  const signals = new Map<string, Moddle>();
  for (const root of listOf(definitions.rootElements)) {
    if (NAMED.has(root.$type) && root.id === undefined)
      report.error('id.missing', undefined, {
        type: plainType(root),
        near: root.name ? ` “${root.name}”` : '',
      });
    if (root.$type !== 'bpmn:Signal' || !root.name) continue;
    const other = signals.get(root.name);
    if (other) report.error('signal.duplicate', root.id, { name: root.name, other: other.id ?? '' });
    signals.set(root.name, root);
  }
}
