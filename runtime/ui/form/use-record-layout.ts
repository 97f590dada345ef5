/** The form of an entity's records with what the person may only read locked; pages of records and new ones take it from here. */
import { useMemo } from 'react';
import { type FieldItem, type FormLayout, layoutOf } from '#metadata/form.ts';
import { defaultForm, type Entity } from '#metadata/registry.ts';
import { accessTo, type EntityAccess, useModel } from '../model.ts';
import { useRegistry } from '../registry.ts';

export function useRecordLayout(entity: Entity): FormLayout {
  const registry = useRegistry();
  const { fields } = accessTo(useModel(), entity.key);
  return useMemo(
    () => locked(layoutOf(defaultForm(registry, entity), registry), fields),
    [registry, entity, fields],
  );
}

// helpers //////////

function locked(layout: FormLayout, rights: EntityAccess['fields']): FormLayout {
  const made = new Map<unknown, FieldItem>();
  for (const item of layout.items)
    if (rights[item.path] !== undefined) made.set(item, { ...item, readOnly: true });
  if (made.size === 0) return layout;
  return {
    ...layout,
    items: layout.items.map((item) => made.get(item) ?? item),
    sections: layout.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => row.map((item) => made.get(item) ?? item)),
    })),
  };
}
