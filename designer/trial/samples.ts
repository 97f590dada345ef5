/**
 * The records of a trial: a private copy, in the page only. Made up by the person, or read from the server and then gone its own
 * way; what the process writes is written here. Values are in wire form, as forms and the API have them.
 */
import type { Answer, RecordAnswer, RecordQuestion, RecordTaskQuestion } from '#engine/asks.ts';
import { feelValue, parseValue } from '#metadata/field.ts';
import { feelInput } from '#metadata/record-input.ts';
import type { Entity, Field, Registry } from '#metadata/registry.ts';
import { type Json, Reference } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';

export interface SampleRecord {
  readonly entity: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Json>>;
}

export interface RecordName {
  readonly entity: string;
  readonly id: string;
}

/** What a trial would have written. */
export interface SampleWrite extends RecordName {
  readonly kind: 'create' | 'update' | 'delete';
  readonly values: Readonly<Record<string, Json>>;
}

/** By `entity:id`; null for a record that is known not to exist. */
export type Samples = ReadonlyMap<string, SampleRecord | null>;

export function sampleName({ entity, id }: RecordName): string {
  return `${entity}:${id}`;
}

/** An id that no record of a server has. */
export function madeUpId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function isMadeUp(id: string): boolean {
  return id.startsWith('00000000-0000-7000-8000-');
}

/** The paths of a record, or the first record on the way that is not known yet. */
export function recordAnswer(
  samples: Samples,
  registry: Registry,
  { entity, id, paths }: RecordQuestion,
): { readonly known: RecordAnswer } | { readonly missing: RecordName } {
  try {
    return { known: fieldsOf({ samples, registry }, { entity, id }, paths) };
  } catch (error) {
    if (error instanceof Missing) return { missing: error.record };
    throw error;
  }
}

export function withWrite(samples: Samples, { kind, entity, id, values }: SampleWrite): Samples {
  const name = sampleName({ entity, id });
  const before = samples.get(name)?.values ?? {};
  const next = kind === 'delete' ? null : { entity, id, values: { ...before, ...values } };
  return new Map([...samples, [name, next]]);
}

/**
 * What `record.create`, `record.update` and `record.delete` do and answer; null for everything that a person must answer.
 * @param newId for a record that is created
 */
export function recordTask(
  { type, input }: RecordTaskQuestion,
  registry: Registry,
  newId: () => string,
): { readonly write: SampleWrite; readonly answer: Answer } | null {
  const kind = KINDS[type];
  if (!kind) return null;
  const given = input.record === undefined ? null : fromState(input.record);
  const created = kind === 'create' ? { entity: String(input.entity), id: newId() } : null;
  const record = created ?? (given instanceof Reference ? { entity: given.entity, id: given.id } : null);
  const entity = record && registry.entities.get(record.entity);
  if (!record || !entity) return null;
  const values = kind === 'delete' ? {} : feelInput(entity, asValues(input.values), registry);
  const result = toState(new Reference(record.entity, record.id));
  return {
    write: { kind, ...record, values },
    answer: { ok: true, result: kind === 'delete' ? null : result },
  };
}

// helpers //////////

const KINDS: Readonly<Record<string, SampleWrite['kind']>> = {
  'record.create': 'create',
  'record.update': 'update',
  'record.delete': 'delete',
};

interface Ground {
  readonly samples: Samples;
  readonly registry: Registry;
}

class Missing extends Error {
  readonly record: RecordName;
  constructor(record: RecordName) {
    super(sampleName(record));
    this.record = record;
  }
}

function fieldsOf(ground: Ground, record: RecordName, paths: readonly (readonly string[])[]): RecordAnswer {
  const sample = ground.samples.get(sampleName(record));
  if (sample === undefined) throw new Missing(record);
  const entity = ground.registry.entities.get(record.entity);
  if (sample === null || !entity) return null;
  return valuesOf(ground, entity, sample.values, paths);
}

function valuesOf(
  ground: Ground,
  entity: Entity,
  values: Readonly<Record<string, Json>>,
  paths: readonly (readonly string[])[],
): { [field: string]: Json } {
  const heads = [...new Set(paths.map(([head]) => head!))];
  return Object.fromEntries(
    heads.map((head) => {
      const behind = paths.filter((path) => path[0] === head && path.length > 1).map((path) => path.slice(1));
      const field = entity.fields.get(head);
      return [head, field ? stateOf(ground, field, values[head] ?? null, behind) : (values[head] ?? null)];
    }),
  );
}

function stateOf(ground: Ground, field: Field, wire: Json, behind: readonly (readonly string[])[]): Json {
  const held = ground.registry.entities.get(field.type.holders?.(field)?.entity ?? '');
  if (held && Array.isArray(wire))
    return wire.map((line, at) => {
      const values = line as Readonly<Record<string, Json>>;
      const id = typeof values.id === 'string' ? values.id : madeUpId(at);
      return { $record: { entity: held.key, id }, $fields: valuesOf(ground, held, values, behind) };
    });
  const parsed = parseValue(field, wire);
  const value = feelValue(field, parsed.ok ? parsed.value : null);
  if (behind.length === 0 || !(value instanceof Reference)) return toState(value);
  const { entity, id } = value;
  return { $record: { entity, id }, $fields: fieldsOf(ground, { entity, id }, behind) ?? {} };
}

function asValues(given: Json | undefined): Readonly<Record<string, Json>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
}
