/** A kind of record with its fields. */

import { parseTitle, titlePaths } from '../registry/title.ts';
import type { EntityDefinition } from '../schemas/generated/definitions.ts';
import { fieldUses } from '../uses/field-uses.ts';
import { documentProblems } from './document-problems.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';
import { retentionProblems, retentionUses } from './retention-problems.ts';
import { typeProblems } from './type-problems.ts';
import { widthProblems } from './width-problems.ts';

export const entity = defineKind({
  key: 'entity',
  label: { en: 'Entity', uk: 'Сутність', ru: 'Сущность' },
  folder: 'entities',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json, { key }): Iterable<Use> {
    const content = json as unknown as EntityDefinition;
    yield* fieldUses(content.fields, ['fields'], key);
    for (const path of titlePaths(parseTitle(content.title ?? '') ?? []))
      if (path.join('.') !== 'title' || 'title' in content.fields)
        yield {
          needs: 'field',
          entity: key,
          field: path.join('.'),
          path: ['title'],
          as: 'title',
          reaches: true,
        };
    if (content.owner)
      yield { needs: 'field', entity: key, field: content.owner, path: ['owner'], as: 'owner' };
    if (content.part_of)
      yield { needs: 'field', entity: key, field: content.part_of, path: ['part_of'], as: 'owner' };
    yield* typeUses(key, content);
    yield* documentUses(key, content.document);
    yield* setUses(key, content.unique, ['unique']);
    for (const [i, field] of (content.sort ?? []).entries())
      yield { needs: 'field', entity: key, field: field.replace('-', ''), path: ['sort', i], as: 'sort' };
    if (Array.isArray(content.log))
      for (const [i, field] of content.log.entries())
        yield { needs: 'field', entity: key, field, path: ['log', i], as: 'column' };
    for (const [i, field] of (content.tell ?? []).entries())
      yield { needs: 'field', entity: key, field, path: ['tell', i], as: 'column' };
    for (const [i, rule] of (content.duplicates?.match ?? []).entries()) {
      for (const way of ['equal', 'similar'] as const)
        for (const field of [rule[way] ?? []].flat())
          yield { needs: 'field', entity: key, field, path: ['duplicates', 'match', i, way], as: 'match' };
    }
    yield* checkUses(key, content.checks);
    yield* retentionUses(key, content.retention);
  },
  *check(definition, registry) {
    yield* typeProblems(definition, registry);
    yield* documentProblems(definition, registry);
    yield* retentionProblems(definition, registry);
    yield* widthProblems(definition, registry);
  },
});

function* typeUses(entity: string, { typed_by: by, types = {} }: EntityDefinition): Iterable<Use> {
  if (by) yield { needs: 'field', entity, field: by, path: ['typed_by'], as: 'column' };
  for (const [name, { form, requires = [], pipeline }] of Object.entries(types)) {
    const path = ['types', name];
    if (form) yield { needs: 'definition', kind: 'form', reference: form, path: [...path, 'form'] };
    if (pipeline)
      yield { needs: 'definition', kind: 'pipeline', reference: pipeline, path: [...path, 'pipeline'] };
    for (const [i, field] of requires.entries())
      yield { needs: 'field', entity, field, path: [...path, 'requires', i], as: 'required' };
  }
}

function* documentUses(entity: string, document: EntityDefinition['document']): Iterable<Use> {
  if (!document) return;
  const { lock, open = [], cancel, amend } = document;
  if (lock) yield { needs: 'expression', source: lock, path: ['document', 'lock'], entity, as: 'condition' };
  for (const [i, field] of open.entries())
    yield { needs: 'field', entity, field, path: ['document', 'open', i], as: 'column' };
  if (cancel?.reason)
    yield {
      needs: 'field',
      entity,
      field: cancel.reason,
      path: ['document', 'cancel', 'reason'],
      as: 'required',
    };
  if (amend) yield { needs: 'field', entity, field: amend, path: ['document', 'amend'], as: 'column' };
}

export function* checkUses(entity: string, checks: EntityDefinition['checks']): Iterable<Use> {
  for (const [name, { that, field }] of Object.entries(checks ?? {})) {
    yield { needs: 'expression', source: that, path: ['checks', name, 'that'], entity, as: 'condition' };
    if (field) yield { needs: 'field', entity, field, path: ['checks', name, 'field'], as: 'form' };
  }
}

export function* setUses(
  entity: string,
  sets: readonly string[][] | undefined,
  at: readonly string[],
): Iterable<Use> {
  for (const [i, set] of (sets ?? []).entries())
    for (const [j, field] of set.entries())
      yield { needs: 'field', entity, field, path: [...at, i, j], as: 'unique' };
}
