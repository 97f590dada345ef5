/**
 * Records that cells of a file refer to: by the id they had elsewhere, else by what people call them (a title of one field, or
 * a field whose values are unique). Looked up once for all rows of a batch.
 */
import type { Entity, Field } from '#metadata/registry.ts';
import type { Principal } from '../auth/principal.ts';
import type { Queryable } from '../db/database.ts';
import type { Model } from '../model/model.ts';
import type { Records } from '../records/records.ts';
import { recordsByExternal } from '../store/external-ids.ts';

export interface References {
  /** Id of the record that a text names, after `prepare`. */
  find(entity: string, text: string): string | undefined;
  /** @param on what it reads by: the transaction, where that has written what may be named */
  prepare(wanted: ReadonlyMap<string, ReadonlySet<string>>, on: Queryable): Promise<void>;
  /** A record that this import has made. */
  know(entity: string, text: string, id: string): void;
}

/** Where a cell of a field is looked for, and by which text. */
export interface Named {
  readonly entity: string;
  readonly text: string;
}

/**
 * Records that a cell may name; empty for fields that refer to none. A field of several entities looks in all of them, unless the
 * cell says in which: `customer: Lisova`.
 */
export function namedBy(field: Field, text: string): readonly Named[] {
  const entities = field.type.refersTo?.(field)?.entities ?? [];
  const [, said, rest] = entities.length > 1 ? (/^([a-z][a-z0-9_]*)\s*:\s*(.+)$/s.exec(text) ?? []) : [];
  if (said !== undefined && entities.includes(said)) return [{ entity: said, text: rest! }];
  return entities.map((entity) => ({ entity, text }));
}

export function createReferences(
  { records, model }: { readonly records: Pick<Records, 'query'>; readonly model: Pick<Model, 'live'> },
  principal: Principal,
): References {
  const known = new Map<string, Map<string, string>>();
  const of = (entity: string) => {
    const ids = known.get(entity) ?? new Map<string, string>();
    known.set(entity, ids);
    return ids;
  };

  async function byField(
    entity: string,
    field: string,
    texts: readonly string[],
    on: Queryable,
  ): Promise<void> {
    for (let from = 0; from < texts.length; from += PAGE) {
      const { items } = await records.query(
        principal,
        entity,
        {
          where: { field, op: 'in', value: texts.slice(from, from + PAGE) },
          fields: [field],
          limit: PAGE,
        } as never,
        on,
      );
      for (const item of items as readonly Record<string, unknown>[]) {
        const ids = of(entity);
        const text = String(item[field]);
        if (!ids.has(text)) ids.set(text, String(item.id));
      }
    }
  }

  return {
    find: (entity, text) => known.get(entity)?.get(text),
    know: (entity, text, id) => void of(entity).set(text, id),
    async prepare(wanted, on) {
      for (const [key, texts] of wanted) {
        const missing = () => [...texts].filter((text) => !of(key).has(text));
        if (missing().length === 0) continue;
        for (const [external, id] of await recordsByExternal(on, key, missing())) of(key).set(external, id);
        const entity = model.live().registry.entities.get(key);
        for (const field of entity ? namingFields(entity) : []) {
          if (missing().length > 0) await byField(key, field, missing(), on);
        }
      }
    },
  };
}

// helpers //////////

/** Records of one look-up. */
const PAGE = 500;

function namingFields(entity: Entity): readonly string[] {
  const paths = entity.title.flatMap((part) => ('path' in part ? [part.path] : []));
  const named = paths.length === 1 && paths[0]!.length === 1 ? [paths[0]![0]!] : [];
  const unique = entity.unique.filter((set) => set.length === 1).map(([field]) => field!);
  return [...new Set([...named, ...unique])].filter((key) => {
    const field = entity.fields.get(key);
    return field !== undefined && !field.type.refersTo && field.columns.length === 1;
  });
}
