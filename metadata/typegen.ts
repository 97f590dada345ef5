/**
 * TypeScript types of the entities, for scripts and for programs that use the API: of each entity one interface of what is read
 * and one of what may be written. `potik types` prints them, with a client over them where it is asked for; the same configuration makes the same text.
 */
import { pascal } from './fields/children.ts';
import { textOf } from './label.ts';
import type { Entity, Field, Registry } from './registry/model.ts';

export function typesOf(registry: Registry): string {
  const entities = [...registry.entities.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const byKey = (suffix: string) =>
    entities.map(({ key }) => `  ${key}: ${pascal(key)}${suffix};`).join('\n');
  return [
    HEAD,
    ...entities.map((entity) => `${readType(entity)}\n\n${inputType(entity)}`),
    `export interface Entities {\n${byKey('')}\n}`,
    `export interface Inputs {\n${byKey('Input')}\n}`,
    '',
  ].join('\n\n');
}

// helpers //////////

/** The forms that values of fields have over HTTP and in scripts. */
const HEAD = `// Made by \`potik types\`; changes here are lost.

/** Id of a record of the entity. */
export type Id<E extends string> = string & { readonly entity?: E };
export type Ref<E extends string> = { readonly id: Id<E>; readonly title: string };
export type AnyRef<E extends string> = { readonly entity: E; readonly id: Id<E>; readonly title: string };
/** An exact decimal number as text. */
export type Decimal = string;
export type Money<C extends string> = { readonly amount: Decimal; readonly currency: C };
/** \`2026-11-22\` */
export type IsoDate = string;
/** \`2026-11-22T09:00:00.000Z\` */
export type Instant = string;
/** \`09:30:00\` */
export type TimeOfDay = string;
/** ISO 8601: \`P2DT3H\` */
export type Duration = string;
export type Html = string;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type FileRef = { readonly id: string; readonly name: string; readonly size: number; readonly type: string };
export interface Address {
  readonly street?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postal_code?: string;
  readonly country?: string;
}
/** The whole list, or what of it is new, changed and gone. */
export type Children<Input> =
  | readonly Input[]
  | { create?: readonly Input[]; update?: readonly Partial<Input>[]; delete?: readonly string[] };`;

function readType(entity: Entity): string {
  const lines = [...entity.fields.values()].map((field) => {
    const required = field.required || field.system;
    const type = field.type.typescript(field);
    return `${comment(field)}  readonly ${field.key}: ${required && field.key !== 'deleted_at' ? type : `${wrapped(type)} | null`};`;
  });
  return `/** ${textOf(entity.label, 'en', entity.key)} */\nexport interface ${pascal(entity.key)} {\n${lines.join('\n')}\n}`;
}

function inputType(entity: Entity): string {
  const lines = [...entity.fields.values()]
    .filter((field) => !field.kept)
    .map((field) => {
      const type = wrapped((field.type.typescriptInput ?? field.type.typescript)(field, field.by));
      const needed = field.required && field.default === null;
      return `  ${field.key}${needed ? '' : '?'}: ${type}${needed ? '' : ' | null'};`;
    });
  return `export interface ${pascal(entity.key)}Input {\n${lines.join('\n')}\n}`;
}

function comment(field: Field): string {
  return field.label === undefined
    ? ''
    : `  /** ${textOf(field.label, 'en', field.key).replaceAll('*/', '* /')} */\n`;
}

function wrapped(type: string): string {
  return type.includes('=>') ? `(${type})` : type;
}
