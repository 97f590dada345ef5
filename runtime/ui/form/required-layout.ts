/** A form of a few fields that something asks for, one below the other, all required: a stage to be entered, a kind to be taken. */
import { useMemo } from 'react';
import { type FormLayout, layoutOf } from '#metadata/form.ts';
import type { Entity, Form } from '#metadata/registry.ts';
import { useRegistry } from '../registry.ts';

export function useRequiredLayout(entity: Entity, fields: readonly string[]): FormLayout {
  const registry = useRegistry();
  return useMemo(() => {
    const items = fields.map((key) => ({ field: key, required: true }));
    const form: Form = {
      key: '',
      solution: entity.solution,
      definition: { sections: items.length > 0 ? [{ fields: items }] : [] },
      entity: entity.key,
      variables: new Map(),
      made: true,
    };
    return layoutOf(form, registry);
  }, [entity, fields, registry]);
}
