/** The definition of a field while it is made: what a type begins with, what is left of it under another type. */
import { fieldType } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';

export interface FieldContent {
  readonly type: string;
  readonly [setting: string]: Json;
}

/** Settings every field may have, whatever its type. */
const COMMON: ReadonlySet<string> = new Set([
  'label',
  'help',
  'required',
  'unique',
  'default',
  'formula',
  'rollup',
  'read_only',
  'search',
  'index',
  'log',
  'personal',
  'was',
]);

export function startOfField(type: string): FieldContent {
  return { type };
}

/** The same field with another type: its names and rules stay, and the settings the new type knows too. */
export function retyped(content: FieldContent, type: string): FieldContent {
  const known = fieldType(type)?.schema ?? {};
  const kept = Object.entries(content).filter(
    ([setting]) => setting !== 'default' && (COMMON.has(setting) || Object.hasOwn(known, setting)),
  );
  return { ...Object.fromEntries(kept), type };
}

export function isFieldKey(key: string): boolean {
  return key.length <= 48 && /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key);
}

/** Everything the type asks for is there, and the key can be one. */
export function readyToAdd(content: FieldContent, key: string, taken: (key: string) => boolean): boolean {
  const type = fieldType(content.type);
  if (!type || content.label === undefined || !isFieldKey(key) || taken(key)) return false;
  return (type.mandatory ?? []).every((setting) => filled(content[setting]));
}

export function withSetting(content: FieldContent, setting: string, value: Json | undefined): FieldContent {
  const { [setting]: _, ...others } = content;
  return (value === undefined || value === '' || value === null
    ? others
    : { ...others, [setting]: value }) as unknown as FieldContent;
}

// helpers //////////

function filled(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
