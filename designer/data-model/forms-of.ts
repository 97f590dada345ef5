/** Forms of an entity that somebody has designed; without one a form is made of all fields. */
import type { Form, Registry } from '#metadata/registry.ts';

export function formsOf(registry: Registry, entity: string): readonly Form[] {
  return [...registry.forms.values()].filter((form) => form.entity === entity && !form.made);
}
