/** A BPMN file. The engine checks and runs it; here it is text with the ids of the processes in it. */
import { defineKind, NC_NAME, type Use } from './kind.ts';

export const process = defineKind({
  key: 'process',
  label: { en: 'Process', uk: 'Процес', ru: 'Процесс' },
  folder: 'processes',
  extension: '.bpmn',
  keys: NC_NAME,
  *uses(): Iterable<Use> {},
});

/** Ids of the elements of a name, such as `process`, in any namespace prefix; comments and CDATA are skipped. */
export function elementIds(xml: string, name: string): string[] {
  const text = xml.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  const element = new RegExp(`<(?:[\\w.-]+:)?${name}\\b[^>]*?\\sid\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
  return [...text.matchAll(element)].map((match) => match[1] ?? match[2]!);
}
