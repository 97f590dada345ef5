/** What is declared once for the whole file: signals, messages, errors. */
import { listOf, type Moddle } from '../xml/moddle.ts';
import type { Report } from '../xml/report.ts';

export function checkDefinitions(definitions: Moddle, report: Report): void {
  const signals = new Map<string, Moddle>();
  for (const root of listOf(definitions.rootElements)) {
    if (root.$type !== 'bpmn:Signal' || !root.name) continue;
    const other = signals.get(root.name);
    if (other) report.error('signal.duplicate', root.id, { name: root.name, other: other.id ?? '' });
    signals.set(root.name, root);
  }
}
