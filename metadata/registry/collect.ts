/**
 * First pass of the registry: the fields of every entity from its definition, from extensions, from links and from what
 * field types bring along, with columns and settings, before any expression is compiled.
 */
import {
  type Definition,
  type DefinitionId,
  type DefinitionProblem,
  error,
  errorSaid,
  idOf,
  type Path,
  splitReference,
} from '../definition.ts';
import type { PipelineFacts, Surroundings } from '../fields/field-type.ts';
import { SNAKE } from '../kinds/kind.ts';
import type {
  EntityDefinition,
  ExtensionDefinition,
  FieldDefinition,
} from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';
import { type DraftField, makeField } from './make-field.ts';
import type { Entity, Origin, RecordType, RecordTypes } from './model.ts';
import { RESERVED, SETTABLE_SYSTEM_FIELD, SYSTEM_FIELDS, TITLE } from './system-fields.ts';

/** An entity before titles, expressions and relations are resolved. */
export type DraftEntity = { -readonly [K in Exclude<keyof Entity, 'fields'>]: Entity[K] } & {
  fields: Map<string, DraftField>;
  definition: EntityDefinition;
  id: DefinitionId;
};

export interface Collected {
  readonly entities: Map<string, DraftEntity>;
  readonly problems: DefinitionProblem[];
}

interface Ground {
  readonly pipelines: ReadonlyMap<string, PipelineFacts>;
  readonly currencyOf: (solution: string) => string;
}

export function collectEntities(
  definitions: readonly Definition[],
  extensions: readonly Definition[],
  ground: Ground,
): Collected {
  const problems: DefinitionProblem[] = [];
  const entities = new Map<string, DraftEntity>();
  for (const definition of definitions) entities.set(definition.key, bareEntity(definition));
  for (const entity of [...entities.values()]) {
    addFields(
      entity,
      entity.definition.fields,
      { definition: entity.id, path: ['fields'] },
      entity.solution,
      ground,
      problems,
    );
  }
  for (const definition of extensions) extend(definition, entities, ground, problems);
  for (const entity of [...entities.values()]) addLinkEntities(entity, entities, ground, problems);
  for (const entity of entities.values()) {
    addSystemFields(entity, ground);
    checkColumns(entity, problems);
  }
  return { entities, problems };
}

// helpers //////////

function bareEntity(definition: Definition): DraftEntity {
  const content = definition.content as unknown as EntityDefinition;
  return {
    key: definition.key,
    id: idOf(definition),
    definition: content,
    solution: definition.solution,
    label: content.label,
    plural: content.plural,
    description: content.description,
    icon: content.icon ?? null,
    table: definition.key,
    fields: new Map(),
    title: [],
    owner: undefined as never, // set with the system fields below
    partOf: content.part_of ?? null,
    document: null, // compiled with the expressions
    types: null, // set when the fields are there
    unique: content.unique ?? [],
    checks: [],
    duplicates: null,
    retention: [], // compiled with the expressions
    told: content.tell ?? [],
    sort: content.sort ?? [],
    reverse: [],
    calculated: [],
    made: false,
  };
}

function addFields(
  entity: DraftEntity,
  fields: Readonly<Record<string, FieldDefinition>>,
  at: Origin,
  solution: string,
  ground: Ground,
  problems: DefinitionProblem[],
): void {
  for (const [key, definition] of Object.entries(fields)) {
    const path = [...at.path, key];
    const refused = refusedKey(key, entity);
    if (refused) {
      problems.push(error(`field_key.${refused.code}`, refused.message, at.definition, path, { key }));
      continue;
    }
    addField(entity, key, definition, { definition: at.definition, path }, solution, ground, problems);
  }
}

function addField(
  entity: DraftEntity,
  key: string,
  definition: FieldDefinition,
  origin: Origin,
  solution: string,
  ground: Ground,
  problems: DefinitionProblem[],
): void {
  const { log = 'all' } = entity.definition;
  const made = makeField(definition, {
    around: surroundings(entity, key, solution, ground),
    origin,
    logged: Array.isArray(log) ? log.includes(key) : log === 'all',
  });
  if (!made) return;
  entity.fields.set(key, made.field);
  for (const { path, why } of made.mistakes)
    problems.push(errorSaid('field_setting', why, origin.definition, [...origin.path, ...path]));
  const companions = made.field.type.companions?.(made.field) ?? {};
  for (const [name, { writable, ...companion }] of Object.entries(companions)) {
    const extra = makeField(companion as unknown as FieldDefinition, {
      around: surroundings(entity, name, solution, ground),
      origin,
      companion: writable !== true,
      logged: true,
    });
    if (extra && !entity.fields.has(name)) entity.fields.set(name, extra.field);
  }
}

function refusedKey(
  key: string,
  entity: DraftEntity,
): { readonly code: string; readonly message: string } | null {
  const no = (code: string, message: string) => ({ code, message });
  if (!SNAKE.pattern.test(key))
    return no('letters', `"${key}" can not be a key: ${SNAKE.words} are expected.`);
  if (RESERVED.has(key))
    return no(
      'kept',
      `"${key}" means something else in expressions or is kept by the platform; choose another key.`,
    );
  const title = entity.definition.title;
  if (key === TITLE && title !== undefined && title !== '{title}')
    return no(
      'title',
      'A field called "title" is the record’s title; leave out the entity’s own "title" or make it "{title}".',
    );
  return entity.fields.has(key) ? no('taken', `${entity.key} already has a field "${key}".`) : null;
}

function surroundings(entity: DraftEntity, field: string, solution: string, ground: Ground): Surroundings {
  return {
    self: entity.key,
    field,
    currency: ground.currencyOf(solution),
    reference: (written) => splitReference(written).key,
    pipeline: (key) => ground.pipelines.get(key),
    typePipelines: () =>
      Object.entries(entity.definition.types ?? {}).flatMap(([type, { pipeline }]) => {
        const facts = pipeline ? ground.pipelines.get(splitReference(pipeline).key) : undefined;
        return facts ? [[type, facts]] : [];
      }),
  };
}

function extend(
  definition: Definition,
  entities: Map<string, DraftEntity>,
  ground: Ground,
  problems: DefinitionProblem[],
): void {
  const content = definition.content as unknown as ExtensionDefinition;
  const entity = entities.get(splitReference(content.entity).key);
  if (!entity) return; // the use of the unknown entity is a problem of its own
  const id = idOf(definition);
  addFields(
    entity,
    content.fields ?? {},
    { definition: id, path: ['fields'] },
    definition.solution,
    ground,
    problems,
  );
  entity.unique = [...entity.unique, ...(content.unique ?? [])];
  entity.definition = {
    ...entity.definition,
    checks: { ...entity.definition.checks, ...content.checks },
  };
}

/** The entity that holds the links of a links field, with a lookup to either side and the link's attributes. */
function addLinkEntities(
  entity: DraftEntity,
  entities: Map<string, DraftEntity>,
  ground: Ground,
  problems: DefinitionProblem[],
): void {
  for (const field of entity.fields.values()) {
    const holders = field.type.holders?.(field);
    if (!holders?.made) continue;
    const origin = field.origin!;
    const { entity: key, by, made } = holders;
    const taken = entities.has(key) ? `There is already an entity "${key}", the name of these links.` : null;
    const tooLong = SNAKE.pattern.test(key)
      ? null
      : `The links would be called "${key}", which is too long; shorten the field’s key.`;
    if (taken ?? tooLong) {
      problems.push(
        error(
          taken ? 'link_entity.taken' : 'link_entity.long',
          (taken ?? tooLong)!,
          origin.definition,
          origin.path,
          {
            name: key,
          },
        ),
      );
      continue;
    }
    const content: EntityDefinition = {
      label: field.label,
      title: `{${made.target}.title}`,
      part_of: by!,
      unique: [[by!, made.target]],
      fields: {},
    };
    const link = bareEntity({
      kind: 'entity',
      key,
      solution: entity.solution,
      content: content as unknown as Json,
    });
    link.id = origin.definition;
    link.made = true;
    const lookup = (to: string) => ({ type: 'lookup', to, required: true, on_delete: 'cascade' });
    const sides = {
      [by!]: { ...lookup(entity.key), label: entity.label },
      [made.target]: { ...lookup(made.to), label: entities.get(made.to)?.label },
    };
    addFields(link, sides as Record<string, FieldDefinition>, origin, entity.solution, ground, problems);
    const attributes = made.attributes as unknown as Record<string, FieldDefinition>;
    addFields(
      link,
      attributes,
      { ...origin, path: [...origin.path, 'with'] },
      entity.solution,
      ground,
      problems,
    );
    entities.set(key, link);
  }
}

function addSystemFields(entity: DraftEntity, ground: Ground): void {
  for (const [key, definition] of Object.entries(SYSTEM_FIELDS)) {
    const made = makeField(definition, {
      around: surroundings(entity, key, entity.solution, ground),
      origin: null,
      system: true,
      logged: key === SETTABLE_SYSTEM_FIELD,
    });
    if (made) entity.fields.set(key, { ...made.field, kept: key !== SETTABLE_SYSTEM_FIELD });
  }
  entity.owner =
    entity.fields.get(entity.definition.owner ?? SETTABLE_SYSTEM_FIELD) ??
    entity.fields.get(SETTABLE_SYSTEM_FIELD)!;
  entity.types = typesOf(entity);
  if (entity.definition.tell === undefined) entity.told = toldByDefault(entity);
}

/** Every option of the field is a kind, also where nothing is said of it. */
function typesOf({ definition: { typed_by: by, types = {} }, fields }: DraftEntity): RecordTypes | null {
  const field = by === undefined ? undefined : fields.get(by);
  if (!field?.type.options) return null;
  const of = field.type.options(field).map(({ key, label }): [string, RecordType] => {
    const { icon = null, form, requires = [] } = types[key] ?? {};
    return [key, { key, label, icon, form: form ? splitReference(form).key : null, requires }];
  });
  return { by: field.key, of: new Map(of) };
}

/** Who follows a record is told where it stands and whose it is. */
function toldByDefault({ fields, owner }: DraftEntity): string[] {
  const stages = [...fields.values()].filter((field) => field.type.stages);
  return [...stages, owner].map(({ key }) => key);
}

/** Two fields may not make the same column: `amount` of money brings `amount_currency`. */
function checkColumns(entity: DraftEntity, problems: DefinitionProblem[]): void {
  const taken = new Map<string, string>();
  for (const field of entity.fields.values()) {
    for (const name of [field.key, ...field.columns.map((column) => column.name)]) {
      const other = taken.get(name);
      if (other !== undefined && other !== field.key) {
        const origin = field.origin ?? entity.fields.get(other)?.origin;
        const path: Path = origin?.path ?? [];
        const message = `"${name}" is already part of the field "${other}"; choose another key.`;
        problems.push(
          error('field_key.part', message, origin?.definition ?? entity.id, path, { name, field: other }),
        );
      }
      taken.set(name, other ?? field.key);
    }
  }
}
