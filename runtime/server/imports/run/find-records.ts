/** Records that rows mean, by the values of their key fields; several rows are looked up with one query. */
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Queryable } from '../../db/database.ts';
import type { Records } from '../../records/records.ts';

export type KeyValues = readonly Json[];

/** Values that can be compared: of references the id alone. */
export function keyOf(values: KeyValues): string {
  return JSON.stringify(values.map(plain));
}

/** Ids by key; more than one where several records have the values. Only what the person may see is found. */
export async function findByKeys(
  records: Pick<Records, 'query'>,
  principal: Principal,
  entity: string,
  by: readonly Field[],
  wanted: readonly KeyValues[],
  on: Queryable,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const asked = new Set(wanted.map(keyOf));
  const [first] = by;
  if (!first || wanted.length === 0) return found;
  const values = [
    ...new Map(wanted.map(([value]) => [JSON.stringify(plain(value!)), plain(value!)])).values(),
  ];
  for (let from = 0; from < values.length; from += PAGE) {
    let cursor: string | null = null;
    do {
      const page = await records.query(
        principal,
        entity,
        {
          where: { field: first.key, op: 'in', value: values.slice(from, from + PAGE) },
          fields: by.map(({ key }) => key),
          limit: PAGE,
          ...(cursor !== null && { cursor }),
        } as never,
        on,
      );
      for (const item of page.items as readonly Record<string, Json>[]) {
        const key = keyOf(by.map((field) => item[field.key] ?? null));
        if (asked.has(key)) found.set(key, [...(found.get(key) ?? []), item.id as string]);
      }
      cursor = page.next ?? null;
    } while (cursor !== null);
  }
  return found;
}

// helpers //////////

const PAGE = 500;

function plain(value: Json): Json {
  const reference = value as { id?: Json } | null;
  return typeof reference === 'object' && reference !== null && typeof reference.id === 'string'
    ? reference.id
    : value;
}
