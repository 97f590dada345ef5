/** A form as a list of what stands on it, and back; rows side by side, conditions and texts stay where their items stay. */
import type { Label } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';

export interface FormContent {
  readonly label?: Label;
  readonly entity?: string;
  readonly variables?: Readonly<Record<string, FormVariable>>;
  readonly sections: readonly FormSection[];
}

export interface FormSection {
  readonly fields: readonly Json[];
  readonly label?: Label;
  readonly show?: string;
  readonly collapsed?: boolean;
}

/** A variable of the process that is filled in here, defined like a field. */
export interface FormVariable {
  readonly type: string;
  readonly label?: Label;
  readonly required?: boolean;
  readonly options?: Json;
  readonly to?: string;
}

/** Keys of the fields and variables, from top to bottom. */
export function placedKeys({ sections }: FormContent): readonly string[] {
  return sections.flatMap(({ fields }) => fields.flatMap(keysOf));
}

/**
 * The same form with these keys: what is not among them goes, new ones come at the end of the last section. When the order changes,
 * everything stands in one section, one below the other.
 */
export function withItems(content: FormContent, keys: readonly string[]): FormContent {
  const old = placedKeys(content);
  const kept = old.filter((key) => keys.includes(key));
  const added = keys.filter((key) => !old.includes(key));
  const sameOrder = keys.filter((key) => kept.includes(key)).join() === kept.join();
  const sections = sameOrder
    ? content.sections.map((section) => ({ ...section, fields: section.fields.flatMap(without(keys)) }))
    : [{ ...content.sections[0], fields: keys.flatMap((key) => itemOf(content, key) ?? key) }];
  const last = sections.length - 1;
  const filled = sections.map((section, at) =>
    at === last && sameOrder ? { ...section, fields: [...section.fields, ...added] } : section,
  );
  const shown = filled.filter(({ fields }) => fields.length > 0);
  const { variables, ...others } = content;
  return {
    ...others,
    ...(variables && { variables }),
    sections: shown.length > 0 ? shown : filled.slice(0, 1),
  };
}

// helpers //////////

/** A row of several, an item with settings, a key; texts have no key. */
function keysOf(item: Json): readonly string[] {
  if (typeof item === 'string') return [item];
  if (Array.isArray(item)) return item.flatMap(keysOf);
  const field = (item as { field?: string } | null)?.field;
  return field === undefined ? [] : [field];
}

function without(keys: readonly string[]): (item: Json) => readonly Json[] {
  return (item) => {
    if (Array.isArray(item)) {
      const left = item.flatMap(without(keys));
      return left.length === 0 ? [] : left.length === 1 ? left : [left as Json];
    }
    const [key] = keysOf(item);
    return key === undefined || keys.includes(key) ? [item] : [];
  };
}

function itemOf({ sections }: FormContent, key: string): Json | undefined {
  const items = sections.flatMap(({ fields }) =>
    fields.flatMap((item) => (Array.isArray(item) ? item : [item])),
  );
  return items.find((item) => keysOf(item)[0] === key);
}
