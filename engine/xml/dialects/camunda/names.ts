/** Camunda 7's namespace, and those of the engines it came from and that came from it, which use the same names. */
import { foreignAttribute, type Moddle, type Uris } from '../../moddle.ts';

export const CAMUNDA: Uris = new Set([
  'http://camunda.org/schema/1.0/bpmn',
  'http://activiti.org/bpmn',
  'http://flowable.org/bpmn',
]);

export function attribute(element: Moddle, name: string): string | undefined {
  return foreignAttribute(element, CAMUNDA, name);
}

export function flag(element: Moddle, name: string, otherwise = false): boolean {
  const value = attribute(element, name);
  return value === undefined ? otherwise : value.trim() === 'true';
}

/** Names with commas between them. */
export function names(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
