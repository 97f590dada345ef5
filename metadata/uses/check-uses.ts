/**
 * Checks everything definitions need of each other: references, fields, expressions. One mistake is one sentence at its
 * place. The same uses, met, answer "used by".
 */
import {
  type Configuration,
  type Definition,
  type DefinitionProblem,
  error,
  idOf,
  splitReference,
} from '../definition.ts';
import type { CompileResult, Node, Type } from '../expression.ts';
import type { ExpressionUse, Use } from '../kinds/kind.ts';
import { KINDS } from '../kinds/table.ts';
import { textOf } from '../label.ts';
import { hint } from '../nearest.ts';
import { feelFilter } from '../queries/feel-filter.ts';
import { placeOf, QueryMistake, UNRESTRICTED } from '../queries/place.ts';
import { say } from '../registry/calculation-sentences.ts';
import type { Entity, Registry } from '../registry/model.ts';
import { parseRollup } from '../registry/rollup.ts';
import { compileAbout } from '../registry/typing.ts';
import { type Said, saidOf } from '../said.ts';

/** Solutions whose definitions everybody may name without a prefix. */
const BUILT_IN = 'people';

export function checkUses(configuration: Configuration, registry: Registry): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  for (const definition of configuration.definitions.values()) {
    const kind = KINDS.get(definition.kind);
    if (!kind) continue;
    for (const use of kind.uses(definition.content, definition)) {
      for (const { code, text, params } of mistakes(use, definition, configuration, registry))
        problems.push({ ...error(code, text, idOf(definition), use.path), ...(params && { params }) });
    }
    for (const problem of kind.check?.(definition, registry) ?? []) problems.push(problem);
  }
  return problems;
}

// helpers //////////

interface Mistake {
  readonly code: string;
  readonly text: string;
  /** What clients say it with in another language. */
  readonly params?: DefinitionProblem['params'];
}

function mistakes(
  use: Use,
  definition: Definition,
  configuration: Configuration,
  registry: Registry,
): Mistake[] {
  switch (use.needs) {
    case 'definition':
      return referenceMistake(use.kind, use.reference, definition, configuration, registry);
    case 'field':
      return fieldMistake(use, registry);
    case 'variable':
      return [
        {
          code: 'unknown_variable',
          text: `There is no variable "${use.name}" in this form.${hint(use.name, use.among)}`,
          params: { name: use.name },
        },
      ];
    case 'expression':
      return expressionMistake(use, registry).map((why) => ({
        code: 'expression',
        text: why.message,
        params: { why: saidOf(why) },
      }));
  }
}

function referenceMistake(
  kind: string,
  written: string,
  { solution: from }: Definition,
  configuration: Configuration,
  registry: Registry,
): Mistake[] {
  const { solution, key } = splitReference(written);
  const target = configuration.definitions.get(`${kind}/${key}`);
  const word = textOf(KINDS.get(kind)?.label, 'en', kind).toLowerCase();
  if (kind === 'process' && registry.processes.has(key)) return [];
  if (!target) {
    const known = [...configuration.definitions.values()]
      .filter((other) => other.kind === kind)
      .map((other) => other.key);
    return [
      {
        code: 'unknown_reference',
        text: `There is no ${word} "${written}".${hint(key, known)}`,
        params: { name: written },
      },
    ];
  }
  if (kind === 'solution') return [];
  if (solution !== null && solution !== target.solution)
    return [
      {
        code: 'unknown_reference',
        text: `The ${word} "${key}" belongs to ${target.solution}: write ${target.solution}/${key}.`,
      },
    ];
  const other = target.solution !== from && target.solution !== BUILT_IN;
  if (other && solution === null)
    return [
      {
        code: 'other_solution',
        text: `The ${word} "${key}" belongs to another solution: write ${target.solution}/${key}.`,
      },
    ];
  const needed = registry.solutions.get(from)?.requires ?? {};
  if (other && !Object.hasOwn(needed, target.solution))
    return [
      {
        code: 'not_required',
        text: `This solution uses ${target.solution} but does not require it: add it to "requires" in solution.yaml.`,
      },
    ];
  return [];
}

function fieldMistake(use: Extract<Use, { needs: 'field' }>, registry: Registry): Mistake[] {
  const entity = registry.entities.get(splitReference(use.entity).key);
  if (!entity) return []; // said where the entity is named
  try {
    const place = placeOf(use.field.split('.'), entity, registry, UNRESTRICTED);
    const { field } = place;
    const refuse = (text: string) => [{ code: 'field_use', text }];
    const name = field ? `${place.entity.key}.${field.key}` : 'The title';
    if (use.as === 'sort' && field && !field.type.sortable)
      return refuse(`${name} (${field.type.key}) can not be sorted by.`);
    if (use.as === 'group' && !field?.type.groupable) return refuse(`${name} can not be grouped by.`);
    if (use.as === 'unique' && !field?.type.indexes.includes('btree'))
      return refuse(`${name} can not be unique.`);
    if (use.as === 'match' && !field?.columns.length)
      return refuse(`${name} can not be compared for duplicates.`);
    return [];
  } catch (mistake) {
    if (mistake instanceof QueryMistake) {
      const { code, params } = mistake.problem;
      return [{ code, text: mistake.message, params }];
    }
    throw mistake;
  }
}

function expressionMistake(use: ExpressionUse, registry: Registry): readonly Said[] {
  const entity = use.entity === undefined ? null : registry.entities.get(splitReference(use.entity).key);
  if (entity === undefined) return [];
  if (use.as === 'rollup') {
    if (!entity) return [say('rollup_alone')];
    const parsed = parseRollup(use.source, entity, registry.entities);
    if (!parsed.ok) return [parsed.why];
    const { where, children } = parsed.rollup;
    const holders = entity.fields.get(children)!;
    const child = registry.entities.get(holders.type.holders!(holders)!.entity)!;
    const filter = where && feelFilter(where, child, registry);
    return filter && !filter.ok ? [filter] : [];
  }
  const calendars = new Set(registry.calendars.byKey.keys());
  const result = compileAbout(use.source, entity, registry.entities, use.names, { calendars });
  if (!result.ok) return result.problems;
  if (use.as === 'filter' && entity) {
    const edited = use.names?.record;
    const record = edited?.kind === 'record' ? (registry.entities.get(edited.entity) ?? null) : null;
    const filter = feelFilter(result.compiled, entity, registry, UNRESTRICTED, record);
    if (!filter.ok) return [filter];
  }
  if (use.as === 'formula') return formulaMistakes(result, entity, registry);
  return use.as === 'value' || mayBeTrue(result.compiled.type) ? [] : [say('no_condition')];
}

function mayBeTrue(type: Type): boolean {
  return type.kind === 'boolean' || type.kind === 'any' || type.kind === 'null';
}

/** A formula is stored: it can't depend on who looks or when. */
function formulaMistakes(
  result: Extract<CompileResult, { ok: true }>,
  entity: Entity | null,
  registry: Registry,
): Said[] {
  const { reads, ast } = result.compiled;
  if (reads.some(([name]) => name === 'me')) return [say('formula_me')];
  const clock = ast && callsOf(ast).find((name) => name === 'now' || name === 'today');
  if (clock) return [say('formula_clock', { name: clock })];
  for (const path of reads) {
    let at = entity;
    for (const step of path) {
      const field = at?.fields.get(step);
      if (field?.type.holders) return [say('formula_list', { name: step })];
      at = registry.entities.get(field?.type.refersTo?.(field)?.entities[0] ?? '') ?? null;
    }
  }
  return [];
}

/** Names of the functions an expression calls. */
function callsOf(node: Node): string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null && 'kind' in value) {
      const part = value as Node;
      if (part.kind === 'call' && part.callee.kind === 'name') names.push(part.callee.name);
      for (const child of Object.values(part)) visit(child);
    }
  };
  visit(node);
  return names;
}
