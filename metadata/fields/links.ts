/**
 * Any number of records of another entity, each link with attributes of its own ("Iryna is the buyer"). The links are
 * records of an entity the registry makes (`deal_contacts`), so that rights, history and queries treat them as any.
 */

import { idOf } from '../field-parts/reference.ts';
import { type Json, Reference } from '../value.ts';
import { CHILDREN_OPERATORS, type ChildrenSettings, children } from './children.ts';
import { defineFieldType, ok } from './field-type.ts';

export interface LinksSettings extends ChildrenSettings {
  readonly to: string;
  /** The lookup in the link that names the other record. */
  readonly target: string;
  readonly attributes: Readonly<Record<string, Json>>;
}

/** Names of the made entity and its two lookups. */
export function linkNames(entity: string, field: string, to: string) {
  return { entity: `${entity}_${field}`, by: entity, target: to === entity ? `other_${to}` : to };
}

export const links = defineFieldType<LinksSettings>({
  ...children,
  key: 'links',
  label: { en: 'To several records', uk: 'Посилання на кілька записів', ru: 'Ссылки на несколько записей' },
  schema: {
    to: { type: 'string', 'x-ref': 'entity', description: 'Key of the entity linked to.' },
    with: {
      type: 'object',
      description: 'Attributes of the link: fields by key.',
      propertyNames: { pattern: '^[a-z][a-z0-9_]{0,62}$' },
      additionalProperties: { $ref: '#/$defs/field' },
    },
  },
  mandatory: ['to'],
  settings(definition, around) {
    const to = around.reference(definition.to as string);
    const names = linkNames(around.self, around.field, to);
    return {
      of: names.entity,
      by: names.by,
      to,
      target: names.target,
      attributes: (definition.with as Record<string, Json> | undefined) ?? {},
    };
  },
  parse(wire, field) {
    // A list of ids will do where the links have no attributes to give.
    if (!Array.isArray(wire)) return children.parse(wire, field);
    const { target } = field.settings;
    return ok(wire.map((item) => (typeof item === 'string' && idOf(item) ? { [target]: item } : item)));
  },
  typescriptInput: (field, by) =>
    `${children.typescriptInput!(field, by)} | readonly Id<'${field.settings.to}'>[]`,
  operators: CHILDREN_OPERATORS,
  feelType: ({ settings }) => ({ kind: 'list', of: { kind: 'record', entity: settings.to } }),
  toFeel: (value, { settings }) =>
    (value as Record<string, Json>[]).map(
      (link) => new Reference(settings.to, idOf(link[settings.target]!) ?? ''),
    ),
  control: 'links',
  holders: ({ settings: { of, by, to, target, attributes } }) => ({
    entity: of,
    by,
    made: { to, target, attributes },
  }),
});
