/**
 * Task types of the data store: `record.create`, `record.update`, `record.delete`, `record.query`. They run within the step's own
 * transaction, so that a record and the process that wrote it stand or fall together, and go through the same pipeline
 * as a person's change. A refusal of the pipeline fails the step, which changes nothing.
 */
import type { FilterInput } from '#metadata/query.ts';
import { feelInput, plainJson } from '#metadata/record-input.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import { type Json, Reference, type Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import { type Principal, processPrincipal } from '../auth/principal.ts';
import type { Records } from '../records/records.ts';
import { Rejection } from '../rejection.ts';
import type { InlineContext, Input, InputSpec, Outcome, TaskType } from './task-types.ts';

export interface RecordTasksOptions {
  readonly records: Pick<Records, 'save' | 'delete' | 'query'>;
  readonly registry: () => Registry;
  /** Zone of the installation. */
  readonly zone: string;
}

export function recordTasks({ records, registry, zone }: RecordTasksOptions): readonly TaskType[] {
  const inline = (
    name: string,
    summary: string,
    inputs: Readonly<Record<string, InputSpec>>,
    deed: (input: Input, call: Call) => Promise<Json>,
  ): TaskType => ({
    name,
    summary,
    inputs,
    work: {
      kind: 'inline',
      run: (input, { tx, cause, runAs, processName }) =>
        told(async () => {
          const principal = processPrincipal(processName, runAs === null ? null : [runAs], zone);
          return deed(input, { principal, options: { transaction: tx, cause } });
        }),
    },
  });

  return [
    inline(
      'record.create',
      'Creates a record.',
      { entity: ENTITY, values: VALUES },
      async ({ entity, values }, { principal, options }) => {
        const key = String(entity);
        const change = { version: null, values: wireValues(registry(), key, values!) };
        const id = await records.save(principal, key, null, change, options);
        return toState(new Reference(key, id));
      },
    ),
    inline(
      'record.update',
      'Changes fields of a record.',
      { record: RECORD, values: VALUES },
      async ({ record, values }, { principal, options }) => {
        const { entity, id } = referenceIn(record!);
        const change = { version: null, values: wireValues(registry(), entity, values!) };
        await records.save(principal, entity, id, change, options);
        return record!;
      },
    ),
    inline(
      'record.delete',
      'Moves a record to the recycle bin.',
      { record: RECORD },
      async ({ record }, { principal, options }) => {
        const { entity, id } = referenceIn(record!);
        await records.delete(principal, entity, id, options);
        return null;
      },
    ),
    inline(
      'record.query',
      'Finds records; the result is a list with the fields asked for.',
      {
        entity: ENTITY,
        where: { type: 'any', required: false, summary: 'A filter in FEEL, or a filter tree.' },
        fields: { type: 'any', required: false, summary: 'Keys of the fields to deliver.' },
        sort: { type: 'any', required: false, summary: 'Keys to sort by, “-” before one turns it round.' },
        limit: { type: 'number', required: false, summary: 'At most so many, 50 when not given.' },
      },
      async ({ entity, where, fields, sort, limit }, { principal, options }) => {
        const key = String(entity);
        const query = {
          ...(where && { where: plainJson(where) as FilterInput | string }),
          ...(fields && { fields: listOf(fields) }),
          ...(sort && { sort: listOf(sort) }),
          ...(typeof limit === 'number' && { limit }),
        };
        const { items } = await records.query(principal, key, query, options.transaction);
        return items.map((item) => stateValues(registry().entities.get(key)!, item));
      },
    ),
  ];
}

// helpers //////////

interface Call {
  readonly principal: Principal;
  readonly options: { readonly transaction: InlineContext['tx']; readonly cause: InlineContext['cause'] };
}

const ENTITY: InputSpec = { type: 'text', required: true, summary: 'Key of the entity.' };
const RECORD: InputSpec = { type: 'object', required: true, summary: 'The record, e.g. = deal.' };
const VALUES: InputSpec = { type: 'object', required: true, summary: 'Field key → value.' };

async function told(deed: () => Promise<Json>): Promise<Outcome> {
  try {
    return { kind: 'done', result: await deed() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { code, message, errors = [] } = error.detail;
    const more = errors.map((one) => `${one.path}: ${one.message}`).join(' ');
    return { kind: 'failed', code, message: errors.length > 1 ? more : message };
  }
}

function referenceIn(value: Json): Reference {
  const reference = fromState(value);
  if (reference instanceof Reference) return reference;
  throw new Rejection({ status: 422, code: 'no_record', message: 'The input “record” is no record.' });
}

function listOf(value: Json): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Process values as the record pipeline takes them. */
function wireValues(registry: Registry, key: string, values: Json): Record<string, Json> {
  const entity = registry.entities.get(key);
  return entity ? feelInput(entity, values as Readonly<Record<string, Json>>, registry) : {};
}

/** A record as it was read, as a context of FEEL; what is no value of its field any more is left out. */
function stateValues(entity: Entity, item: Readonly<Record<string, unknown>>): Json {
  const context: Record<string, Json> = {};
  for (const [name, wire] of Object.entries(item)) {
    const field = entity.fields.get(name);
    if (!field) continue;
    const parsed = wire === null ? null : field.type.parse(wire as Json, field);
    let value: Value = null;
    if (parsed?.ok && parsed.value !== null) value = field.type.toFeel(parsed.value, field);
    context[name] = toState(value);
  }
  const { id } = item;
  return typeof id === 'string' ? { ...context, record: toState(new Reference(entity.key, id)) } : context;
}
