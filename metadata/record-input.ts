/**
 * The door to what programs and processes hand in as values of a record: expressions' values become the normal form of each
 * field; what is no value of its type is left as it is, for the write path to say so.
 */
import { valueOfFeel } from './field.ts';
import type { Entity, Registry } from './registry/model.ts';
import type { Json } from './value.ts';
import { fromState } from './value-json.ts';

/** @param values by key of field, in the form process variables are kept in */
export function feelInput(
  entity: Entity,
  values: Readonly<Record<string, Json>>,
  registry: Registry,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).map(([key, state]) => [key, inputOf(entity, key, state, registry)]),
  );
}

/** A kept value as plain JSON: numbers as text where they need it, dates as text, records by their id. */
export function plainJson(state: Json): Json {
  if (Array.isArray(state)) return state.map(plainJson);
  if (typeof state !== 'object' || state === null) return state;
  const entries = Object.entries(state);
  const [[key, value] = ['', null]] = entries;
  if (entries.length === 1 && key === '$record') return (value as { id: string }).id;
  if (entries.length === 1 && key === '$context') return plainJson(value as Json);
  if (entries.length === 1 && key.startsWith('$')) return value as Json;
  return Object.fromEntries(entries.map(([name, part]) => [name, plainJson(part)]));
}

// helpers //////////

function inputOf(entity: Entity, key: string, state: Json, registry: Registry): Json {
  const field = entity.fields.get(key);
  if (!field || state === null) return plainJson(state);
  const child = registry.entities.get(field.type.holders?.(field)?.entity ?? '');
  if (child)
    return Array.isArray(state)
      ? state.map((line) =>
          isObject(line) && !('$record' in line) ? feelInput(child, line, registry) : plainJson(line),
        )
      : plainJson(state);
  const parsed = valueOfFeel(field, fromState(state));
  return parsed.ok ? parsed.value : plainJson(state);
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
