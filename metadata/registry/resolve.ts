/**
 * Second pass of the registry: what points to other entities and what is an expression. Titles, relations, defaults,
 * formulas, rollups and checks of each entity are compiled here; mistakes are left to the check of uses, which knows where
 * each text stands.
 */
import { type DefinitionProblem, error } from '../definition.ts';
import type { CompileResult } from '../expression.ts';
import { expressionOf } from '../kinds/kind.ts';
import { hint } from '../nearest.ts';
import type { DraftEntity } from './collect.ts';
import type { DraftField } from './make-field.ts';
import type { Check, DocumentRules, Reverse } from './model.ts';
import { retentionOf } from './retention.ts';
import { parseRollup } from './rollup.ts';
import { SETTABLE_SYSTEM_FIELD, TITLE } from './system-fields.ts';
import { defaultTitle, parseTitle } from './title.ts';
import { compileAbout, readableTypes } from './typing.ts';

type Entities = ReadonlyMap<string, DraftEntity>;

export function resolveEntities(entities: Entities, problems: DefinitionProblem[]): void {
  for (const entity of entities.values()) resolveRelations(entity, entities, problems);
  for (const entity of entities.values()) resolveTitle(entity, problems);
  for (const entity of entities.values()) resolveExpressions(entity, entities);
}

// helpers //////////

function say(
  problems: DefinitionProblem[],
  field: DraftField,
  {
    code,
    key,
    message,
    params,
  }: {
    readonly code: string;
    readonly key: string;
    readonly message: string;
    readonly params: Readonly<Record<string, string>>;
  },
): void {
  const origin = field.origin;
  problems.push(error(code, message, origin?.definition, [...(origin?.path ?? []), key], params));
}

function resolveRelations(entity: DraftEntity, entities: Entities, problems: DefinitionProblem[]): void {
  for (const field of entity.fields.values()) {
    const reference = field.type.refersTo?.(field);
    for (const key of field.system ? [] : (reference?.entities ?? [])) {
      const target = entities.get(key);
      const reverse: Reverse = { entity: entity.key, field: field.key, onDelete: reference!.onDelete };
      if (target) target.reverse = [...target.reverse, reverse];
    }
    const holders = field.type.holders?.(field);
    const child = holders && entities.get(holders.entity);
    if (!holders || !child) continue;
    const lookups = [...child.fields.values()].filter(
      (other) =>
        !other.system && other.type.refersTo?.(other)?.entities.join() === entity.key && !other.type.tree,
    );
    const trees = [...child.fields.values()].filter((other) => other.type.tree && child === entity);
    const candidates = lookups.length ? lookups : trees;
    const chosen =
      holders.by === null ? candidates[0] : [...lookups, ...trees].find((other) => other.key === holders.by);
    if (chosen && (holders.by !== null || candidates.length === 1)) field.by = chosen.key;
    else if (holders.by !== null)
      say(problems, field, {
        code: 'relation.no_lookup',
        key: 'by',
        message: `${child.key}.${holders.by} is no lookup to ${entity.key}.${hint(
          holders.by,
          lookups.map((other) => other.key),
        )}`,
        params: { field: `${child.key}.${holders.by}`, entity: entity.key },
      });
    else if (candidates.length === 0)
      say(problems, field, {
        code: 'relation.none',
        key: 'of',
        message: `${child.key} has no lookup to ${entity.key}; add one, so that its records know their parent.`,
        params: { child: child.key, entity: entity.key },
      });
    else
      say(problems, field, {
        code: 'relation.several',
        key: 'by',
        message: `${child.key} has several lookups to ${entity.key}; say which one with "by": ${candidates.map((other) => other.key).join(', ')}.`,
        params: {
          child: child.key,
          entity: entity.key,
          names: candidates.map((other) => other.key).join(', '),
        },
      });
  }
  const owner = entity.definition.owner;
  const named = owner === undefined ? undefined : entity.fields.get(owner);
  if (owner !== undefined && named && named.type.refersTo?.(named)?.entities.join() !== 'user')
    problems.push(
      error('owner', `${entity.key}.${owner} is no field of type user.`, entity.id, ['owner'], {
        field: `${entity.key}.${owner}`,
      }),
    );
  const part = entity.definition.part_of;
  const parent = part === undefined ? undefined : entity.fields.get(part);
  if (part !== undefined && parent && parent.type.refersTo?.(parent)?.entities.length !== 1)
    problems.push(
      error('part_of', `${entity.key}.${part} is no lookup to one entity.`, entity.id, ['part_of'], {
        field: `${entity.key}.${part}`,
      }),
    );
  entity.unique = [
    ...entity.unique,
    ...[...entity.fields.values()].filter((field) => field.unique).map((field) => [field.key]),
  ];
  const rules = entity.definition.duplicates;
  entity.duplicates = rules
    ? {
        match: rules.match.map((rule) => ({
          equal: [rule.equal ?? []].flat(),
          similar: [rule.similar ?? []].flat(),
        })),
        onSave: rules.on_save ?? 'warn',
      }
    : null;
}

function resolveTitle(entity: DraftEntity, problems: DefinitionProblem[]): void {
  const template = entity.definition.title;
  const parsed = template === undefined ? defaultTitle(entity.fields) : parseTitle(template);
  if (!parsed)
    problems.push(
      error(
        'title',
        `"${template}" is no title: write fields in braces, such as "{number} {name}".`,
        entity.id,
        ['title'],
        { template: template! },
      ),
    );
  entity.title = parsed ?? defaultTitle(entity.fields);
  const ownTitle = entity.title.find((part) => 'path' in part && part.path.join() === TITLE);
  if (ownTitle && !entity.fields.has(TITLE)) entity.title = defaultTitle(entity.fields);
  for (const part of entity.title) {
    const field = 'path' in part ? entity.fields.get(part.path[0]!) : undefined;
    if (field?.type.search && !field.system) field.searched = field.definition.search ?? true;
  }
}

function resolveExpressions(entity: DraftEntity, entities: Entities): void {
  for (const field of entity.fields.values()) {
    const value = expressionOf(field.definition.default);
    if (value !== null)
      field.default = compiledOr(compileAbout(value, entity, entities), (compiled) => ({
        kind: 'expression',
        compiled,
      }));
    if (field.definition.formula !== undefined) {
      const known = readableTypes(entity);
      field.formula = compiledOr(compileAbout(field.definition.formula, entity, entities), (compiled) => ({
        compiled,
        reads: compiled.reads.filter(([name]) => name !== undefined && Object.hasOwn(known, name)),
      }));
    }
    if (field.definition.rollup !== undefined) {
      const parsed = parseRollup(field.definition.rollup, entity, entities);
      field.rollup = parsed.ok ? parsed.rollup : null;
    }
  }
  entity.checks = Object.entries(entity.definition.checks ?? {}).flatMap(([key, check]): Check[] => {
    const compiled = compileAbout(check.that, entity, entities);
    return compiled.ok
      ? [
          {
            key,
            that: compiled.compiled,
            message: check.message,
            onSave: check.on_save ?? 'refuse',
            field: check.field ?? null,
          },
        ]
      : [];
  });
  entity.document = documentOf(entity, entities);
  entity.retention = retentionOf(entity, entities);
  if (!entity.fields.has(entity.definition.owner ?? SETTABLE_SYSTEM_FIELD))
    entity.owner = entity.fields.get(SETTABLE_SYSTEM_FIELD)!;
}

function documentOf(entity: DraftEntity, entities: Entities): DocumentRules | null {
  const { document } = entity.definition;
  if (!document) return null;
  const { lock, open = [], cancel, amend } = document;
  return {
    lock:
      lock === undefined ? null : compiledOr(compileAbout(lock, entity, entities), (compiled) => compiled),
    open,
    cancel: cancel ? { stage: cancel.stage, reason: cancel.reason ?? null } : null,
    amend: amend ?? null,
  };
}

function compiledOr<T>(
  result: CompileResult,
  make: (compiled: Extract<CompileResult, { ok: true }>['compiled']) => T,
): T | null {
  return result.ok ? make(result.compiled) : null;
}
