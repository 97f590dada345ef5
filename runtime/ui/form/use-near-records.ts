/**
 * The records a form refers to, as far as its conditions, formulas and shown fields read them: fetched once each, so that
 * "customer.discount" is known while somebody types.
 */
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FormEnv, FormLayout, FormValues } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '../api.tsx';
import { recordQuery } from '../records.ts';

type FieldOfRecord = NonNullable<FormEnv['field']>;

export function useNearRecords(layout: FormLayout, values: FormValues): FieldOfRecord {
  const client = useApi();
  const lookups = useMemo(() => lookupsRead(layout), [layout]);
  const wanted = lookups.flatMap(({ key, entity }) => {
    const reference = values[key] as { id?: string } | null | undefined;
    return reference?.id ? [{ entity, id: reference.id }] : [];
  });
  const results = useQueries({
    queries: wanted.map(({ entity, id }) => recordQuery(client, entity, id)),
    combine: (all) => all.map(({ data }) => data),
  });
  const known = wanted.map(({ entity, id }, i) => [`${entity}/${id}`, results[i]] as const);
  const stamp = known.map(([name, record]) => `${name}@${record?.version ?? ''}`).join(' ');
  // The stamp stands for `known`, which is a new list each time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const records = useMemo(() => new Map(known), [stamp]);
  return useCallback<FieldOfRecord>(
    (entity, id, name) => records.get(`${entity}/${id}`)?.[name] as Json | undefined,
    [records],
  );
}

// helpers //////////

interface Lookup {
  readonly key: string;
  readonly entity: string;
}

/** Lookups of the form's entity that something in the form reads through. */
function lookupsRead({ entity, items, sections }: FormLayout): Lookup[] {
  if (!entity) return [];
  const conditions = [
    ...sections.map(({ show }) => show),
    ...items.flatMap(({ show, required, readOnly }) => [show, required, readOnly]),
  ];
  const read = conditions.flatMap((condition) => (typeof condition === 'boolean' ? [] : condition.reads));
  const formulas = entity.calculated.flatMap((key) => entity.fields.get(key)?.formula?.reads ?? []);
  const shown = items.map(({ path }) => path.split('.'));
  const through = new Set(
    [...read, ...formulas, ...shown].filter((path) => path.length > 1).map(([first]) => first!),
  );
  return [...through].flatMap((key) => {
    const field = entity.fields.get(key);
    const [target, ...others] = field?.type.refersTo?.(field)?.entities ?? [];
    return target && others.length === 0 ? [{ key, entity: target }] : [];
  });
}
