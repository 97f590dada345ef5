/**
 * The registry: a configuration with everything resolved, compiled and cross-checked, frozen. Server, apps and tests ask it
 * for entities, fields, forms, views, roles; it never changes, a new release makes a new one.
 */
import { compileCalendars } from './calendars/compile-calendar.ts';
import {
  type Configuration,
  type Definition,
  type DefinitionProblem,
  definitionsOf,
  error,
  idOf,
  splitReference,
} from './definition.ts';
import type { PipelineFacts } from './fields/field-type.ts';
import { expressionOf } from './kinds/kind.ts';
import { elementIds } from './kinds/process.ts';
import { type Calculations, calculationsOf } from './registry/calculations.ts';
import { collectEntities, type DraftEntity } from './registry/collect.ts';
import { madeView } from './registry/made.ts';
import { makeField } from './registry/make-field.ts';
import type {
  Action,
  Entity,
  Field,
  Form,
  Menu,
  Pipeline,
  Registry,
  Role,
  ScopeRule,
  View,
} from './registry/model.ts';
import { resolveEntities } from './registry/resolve.ts';
import { withTranslations } from './registry/translate.ts';
import { compileAbout } from './registry/typing.ts';
import { webhooksOf } from './registry/webhooks.ts';
import type {
  EntityDefinition,
  FormDefinition,
  MenuDefinition,
  PipelineDefinition,
  RoleDefinition,
  SolutionDefinition,
  TaskTypesDefinition,
  ViewDefinition,
} from './schemas/generated/definitions.ts';
import { checkUses } from './uses/check-uses.ts';

export type { Calculations, Dependent, FieldId, Route } from './registry/calculations.ts';
export type {
  Action,
  Check,
  Column,
  Default,
  DuplicateRule,
  Entity,
  Field,
  FieldRight,
  Form,
  Formula,
  Menu,
  Pipeline,
  RecordType,
  RecordTypes,
  Registry,
  RetentionRule,
  Reverse,
  Role,
  Rollup,
  ScopeRule,
  TitlePart,
  View,
  Webhook,
  WebhookEvent,
} from './registry/model.ts';

/** Money of solutions that name no currency. */
const CURRENCY = 'EUR';

/**
 * Never throws on a configuration whose definitions passed their schemas. Definitions with errors are left out or made as
 * far as they go, so that a designer can show a draft; publishing refuses problems of severity `error`.
 */
export function buildRegistry(given: Configuration): {
  readonly registry: Registry;
  readonly problems: readonly DefinitionProblem[];
} {
  const configuration = withTranslations(given);
  const of = (kind: string) => definitionsOf(configuration, kind);
  const problems: DefinitionProblem[] = [];
  const solutions = new Map(
    of('solution').map((definition) => [definition.key, definition.content as unknown as SolutionDefinition]),
  );
  const pipelines = new Map(of('pipeline').map((definition) => [definition.key, pipelineOf(definition)]));
  const ground = {
    pipelines,
    currencyOf: (solution: string) => solutions.get(solution)?.currency ?? CURRENCY,
  };
  const collected = collectEntities(of('entity').filter(hasFields), of('extension'), ground);
  problems.push(...collected.problems);
  resolveEntities(collected.entities, problems);
  const entities: ReadonlyMap<string, Entity> = collected.entities;
  const calculations = calculationsOf(entities);
  sortCalculated(collected.entities, calculations);
  problems.push(...cycleProblems(calculations, entities));

  const base = { configuration: given, solutions, entities, pipelines, calculations };
  const registry: Registry = {
    ...base,
    forms: formsOf(of('form'), entities, ground),
    views: viewsOf(of('view'), entities),
    roles: new Map(of('role').map((definition) => [definition.key, roleOf(definition, entities)])),
    menus: new Map(of('menu').map((definition) => [definition.key, menuOf(definition)])),
    taskTypes: new Map(
      of('task_types').map((definition) => [
        definition.key,
        definition.content as unknown as TaskTypesDefinition,
      ]),
    ),
    calendars: compileCalendars(configuration),
    processes: new Set(
      of('process').flatMap(({ key, content }) => [key, ...elementIds(String(content), 'process')]),
    ),
    decisions: new Set(
      of('decision').flatMap(({ key, content }) => [key, ...elementIds(String(content), 'decision')]),
    ),
    webhooks: webhooksOf(of('webhook'), entities),
    languages: languagesOf(solutions),
  };
  problems.push(...checkUses(configuration, registry));
  return { registry: Object.freeze(registry), problems };
}

/** The views of an entity, the one opened first at the head; one is made where there are none. */
export function viewsOfEntity(registry: Registry, entity: Entity): readonly View[] {
  const own = [...registry.views.values()].filter((view) => view.entity === entity.key);
  if (own.length === 0) return [madeView(entity)];
  return own.sort((a, b) => Number(b.definition.default ?? false) - Number(a.definition.default ?? false));
}

// helpers //////////

/** A draft may hold an entity whose content is not yet one. */
function hasFields(definition: Definition): boolean {
  const { fields } = definition.content as unknown as Partial<EntityDefinition>;
  return typeof fields === 'object' && fields !== null;
}

function pipelineOf(definition: Definition): Pipeline {
  const content = definition.content as unknown as PipelineDefinition;
  const stages: PipelineFacts['stages'] = Object.entries(content.stages).map(([key, stage]) => ({
    key,
    label: stage.label,
    probability: stage.probability ?? (stage.outcome === 'won' ? 100 : stage.outcome === 'lost' ? 0 : null),
    outcome: stage.outcome ?? null,
    requires: stage.requires ?? [],
    checklist: stage.checklist ?? {},
  }));
  return {
    key: definition.key,
    solution: definition.solution,
    label: content.label,
    entity: splitReference(content.entity).key,
    start: content.start ?? stages[0]?.key ?? '',
    stages,
    moves: content.moves ?? {},
  };
}

function sortCalculated(entities: ReadonlyMap<string, DraftEntity>, { order }: Calculations): void {
  for (const entity of entities.values()) {
    const calculated = [...entity.fields.values()].filter((field) => field.formula || field.rollup);
    const place = (field: Field) => order.get(`${entity.key}.${field.key}`) ?? 0;
    entity.calculated = calculated.sort((a, b) => place(a) - place(b)).map((field) => field.key);
  }
}

function cycleProblems({ cycles }: Calculations, entities: ReadonlyMap<string, Entity>): DefinitionProblem[] {
  return cycles.map((cycle) => {
    const [first] = cycle;
    const [entity, key] = first!.split('.') as [string, string];
    const field = entities.get(entity)?.fields.get(key);
    const way = cycle.join(' → ');
    const path = [...(field?.origin?.path ?? []), field?.rollup ? 'rollup' : 'formula'];
    return error(
      'formula_cycle',
      `These calculated fields depend on themselves: ${way}. Take one of them out of the circle.`,
      field?.origin?.definition,
      path,
      { way },
    );
  });
}

function formsOf(
  definitions: readonly Definition[],
  entities: ReadonlyMap<string, Entity>,
  ground: {
    readonly pipelines: ReadonlyMap<string, PipelineFacts>;
    readonly currencyOf: (solution: string) => string;
  },
): Map<string, Form> {
  return new Map(
    definitions.map((definition) => {
      const content = definition.content as unknown as FormDefinition;
      const entity = content.entity === undefined ? null : splitReference(content.entity).key;
      const variables = Object.entries(content.variables ?? {}).flatMap(([key, field]) => {
        const around = {
          self: entity ?? '',
          field: key,
          currency: ground.currencyOf(definition.solution),
          reference: (written: string) => splitReference(written).key,
          pipeline: (name: string) => ground.pipelines.get(name),
        };
        const made = makeField(field, {
          around,
          origin: { definition: idOf(definition), path: ['variables', key] },
          logged: false,
        });
        return made ? [[key, made.field] as const] : [];
      });
      const known = entity !== null && entities.has(entity) ? entity : null;
      const form: Form = {
        key: definition.key,
        solution: definition.solution,
        definition: content,
        entity: known,
        variables: new Map(variables),
        made: false,
      };
      return [form.key, form];
    }),
  );
}

function viewsOf(
  definitions: readonly Definition[],
  entities: ReadonlyMap<string, Entity>,
): Map<string, View> {
  return new Map(
    definitions.flatMap((definition): [string, View][] => {
      const content = definition.content as unknown as ViewDefinition;
      const entity = entities.get(splitReference(content.entity).key);
      if (!entity) return [];
      const compiled = content.where === undefined ? null : compileAbout(content.where, entity, entities);
      // A view whose filter is wrong must not show more than it should.
      if (compiled && !compiled.ok) return [];
      const where = compiled?.compiled ?? null;
      return [
        [
          definition.key,
          {
            key: definition.key,
            solution: definition.solution,
            definition: content,
            entity: entity.key,
            where,
            made: false,
          },
        ],
      ];
    }),
  );
}

const ACTIONS: readonly Action[] = ['see', 'create', 'edit', 'delete', 'export', 'share'];

function roleOf(definition: Definition, entities: ReadonlyMap<string, Entity>): Role {
  const content = definition.content as unknown as RoleDefinition;
  const records = new Map<string, Record<Action, ScopeRule>>();
  for (const [reference, rights] of Object.entries(content.records ?? {})) {
    const entity = entities.get(splitReference(reference).key);
    if (!entity) continue;
    const scope = (action: Action): ScopeRule => {
      if (typeof rights === 'string') return scopeOf(rights, entity, entities);
      const given = rights[action] ?? (action === 'export' ? rights.see : undefined);
      return given === undefined ? { kind: 'none' } : scopeOf(given, entity, entities);
    };
    records.set(
      entity.key,
      Object.fromEntries(ACTIONS.map((action) => [action, scope(action)])) as Record<Action, ScopeRule>,
    );
  }
  const fields = Object.entries(content.fields ?? {}).map(
    ([reference, rights]) => [splitReference(reference).key, new Map(Object.entries(rights))] as const,
  );
  return {
    key: definition.key,
    solution: definition.solution,
    definition: content,
    everything: content.everything ?? false,
    external: content.external ?? false,
    records,
    fields: new Map(fields),
    types: new Map(
      Object.entries(content.types ?? {}).map(([reference, types]) => [
        splitReference(reference).key,
        new Set(types),
      ]),
    ),
  };
}

function scopeOf(written: string, entity: Entity, entities: ReadonlyMap<string, Entity>): ScopeRule {
  const source = expressionOf(written);
  if (source === null) return { kind: written as Exclude<ScopeRule['kind'], 'rule'> };
  const compiled = compileAbout(source, entity, entities);
  // A rule that is wrong permits nothing; its mistake is reported where it is written.
  return compiled.ok ? { kind: 'rule', compiled: compiled.compiled } : { kind: 'none' };
}

function menuOf(definition: Definition): Menu {
  return {
    key: definition.key,
    solution: definition.solution,
    definition: definition.content as unknown as MenuDefinition,
  };
}

function languagesOf(solutions: ReadonlyMap<string, SolutionDefinition>): string[] {
  const counts = new Map<string, number>();
  for (const { languages = [] } of solutions.values())
    for (const [i, code] of languages.entries())
      counts.set(code, (counts.get(code) ?? 0) + (i === 0 ? 2 : 1));
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}
