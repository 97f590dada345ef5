/** The form of an entity's records with what the person may only read locked; pages of records and new ones take it from here. */
import { useMemo } from 'react';
import { staysOpen } from '#metadata/document.ts';
import { type FieldItem, type FormLayout, layoutOf } from '#metadata/form.ts';
import { formOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { accessTo, type EntityAccess, useModel } from '../model.ts';
import { useRegistry } from '../registry.ts';

/**
 * @param locked the record is a locked document: what does not stay open is only read
 * @param type the kind of record, where its entity has kinds: it is changed by a deed of its own, not in the form
 */
export function useRecordLayout(entity: Entity, type?: string | null, locked = false): FormLayout {
  const registry = useRegistry();
  const { fields } = accessTo(useModel(), entity.key);
  return useMemo(() => {
    const own = locked
      ? (item: FieldItem) => (staysOpen(entity, item.path) ? item : { ...item, readOnly: true })
      : (item: FieldItem) => item;
    const by = entity.types?.by;
    const layout = layoutOf(formOf(registry, entity, by ? { [by]: type } : {}), registry);
    if (!by || !type) return changedItems(layout, (item) => kept(own(item), fields));
    const requires = new Set(entity.types!.of.get(type)?.requires);
    return changedItems(layout, (item) =>
      kept(own(requires.has(item.path) ? { ...item, required: true } : item), { ...fields, [by]: 'read' }),
    );
  }, [registry, entity, fields, type, locked]);
}

// helpers //////////

function kept(item: FieldItem, rights: EntityAccess['fields']): FieldItem {
  return rights[item.path] === undefined ? item : { ...item, readOnly: true };
}

function changedItems(layout: FormLayout, change: (item: FieldItem) => FieldItem): FormLayout {
  const made = new Map<unknown, FieldItem>();
  for (const item of layout.items) {
    const other = change(item);
    if (other !== item) made.set(item, other);
  }
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
