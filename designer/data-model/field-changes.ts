/** What changing the data model means as changes of the draft: fields, and the forms, roles and menus that go along with them. */
import type { Change } from '#metadata/change.ts';
import { type Configuration, type Definition, definitionsOf } from '#metadata/definition.ts';
import type { Label } from '#metadata/label.ts';
import { PEOPLE } from '#metadata/people.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';

type Content = Readonly<Record<string, Json>>;

/**
 * A new field, put on the given forms too. An entity of the platform itself is not changed but extended, so that updates of
 * the platform do not take the field away.
 */
export function addFieldChanges(
  registry: Registry,
  given: {
    readonly entity: Entity;
    readonly solution: string;
    readonly field: string;
    readonly content: Content;
    readonly forms: readonly string[];
  },
): Change[] {
  const { entity, solution, field, content, forms } = given;
  const { configuration } = registry;
  const changes: Change[] = [];
  if (entity.solution !== PEOPLE)
    changes.push({ change: 'add_field', definition: `entity/${entity.key}`, field, content });
  else {
    const extension = extensionOf(configuration, entity.key, solution);
    if (extension)
      changes.push({ change: 'add_field', definition: `extension/${extension.key}`, field, content });
    else
      changes.push({
        change: 'put',
        kind: 'extension',
        key: `${solution}_${entity.key}`,
        solution,
        content: { entity: entity.key, fields: { [field]: content } },
      });
  }
  return [...changes, ...forms.flatMap((form) => putOnForm(configuration, form, field))];
}

/** The definition a field is written in: its entity, or the extension that brings it. */
export function definitionOfField(entity: Entity, field: string): string {
  return entity.fields.get(field)?.origin?.definition ?? `entity/${entity.key}`;
}

export interface NewEntity {
  readonly key: string;
  readonly label: Label;
  readonly plural: Label | undefined;
  readonly icon: string;
  readonly solution: string;
  /** Roles that work with its records. */
  readonly roles: readonly string[];
  readonly menu: string | null;
}

/** An entity with a name, the rights of those who work with it, and its line in the menu. */
export function newEntityChanges(configuration: Configuration, given: NewEntity): Change[] {
  const { key, label, plural, icon, solution, roles, menu } = given;
  const name = {
    type: 'text',
    required: true,
    label: { en: 'Name', uk: 'Назва', ru: 'Название' },
  };
  const content = {
    label: label as Json,
    ...(plural !== undefined && { plural: plural as Json }),
    icon,
    title: '{name}',
    fields: { name },
  };
  return [
    { change: 'add_entity', entity: key, solution, content },
    ...roles.flatMap((role) => grantRecords(configuration, role, key)),
    ...(menu === null ? [] : putInMenu(configuration, menu, key)),
  ];
}

export function putChange({ kind, key, solution }: Definition, content: Json): Change {
  return { change: 'put', kind, key, solution, content };
}

// helpers //////////

function extensionOf(configuration: Configuration, entity: string, solution: string): Definition | undefined {
  return definitionsOf(configuration, 'extension').find(
    (definition) =>
      definition.solution === solution &&
      String((definition.content as Content).entity)
        .split('/')
        .at(-1) === entity,
  );
}

/** At the end of the form's last section. */
function putOnForm(configuration: Configuration, form: string, field: string): Change[] {
  const definition = configuration.definitions.get(`form/${form}`);
  if (!definition) return [];
  const content = definition.content as Content & { sections: readonly Content[] };
  const sections = content.sections.map((section, at, all) =>
    at === all.length - 1 ? { ...section, fields: [...(section.fields as readonly Json[]), field] } : section,
  );
  return [putChange(definition, { ...content, sections } as Json)];
}

function grantRecords(configuration: Configuration, role: string, entity: string): Change[] {
  const definition = configuration.definitions.get(`role/${role}`);
  if (!definition) return [];
  const content = definition.content as Content;
  const records = {
    ...(content.records as Content | undefined),
    [entity]: { see: 'all', create: 'all', edit: 'all', delete: 'own' },
  };
  return [putChange(definition, { ...content, records })];
}

function putInMenu(configuration: Configuration, menu: string, entity: string): Change[] {
  const definition = configuration.definitions.get(`menu/${menu}`);
  if (!definition) return [];
  const content = definition.content as Content & { groups: readonly Content[] };
  const groups = content.groups.map((group, at, all) =>
    at === all.length - 1 ? { ...group, items: [...(group.items as readonly Json[]), { entity }] } : group,
  );
  return [putChange(definition, { ...content, groups } as Json)];
}
