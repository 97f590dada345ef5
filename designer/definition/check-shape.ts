/**
 * Checks the content of a definition against the schema of its kind, in the page. The parts of JSON Schema (2020-12) that the
 * schemas of `metadata/schemas` use; the server's check (ajv) has the last word when something is published.
 */
import { hint } from '#metadata/nearest.ts';
import { schemaOf } from '#metadata/schema.ts';
import type { Json } from '#metadata/value.ts';

export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Schema = Readonly<Record<string, unknown>>;
type Path = ShapeProblem['path'];

export function checkShape(kind: string, content: Json): readonly ShapeProblem[] {
  const schema = schemaOf(kind);
  return schema ? check(schema, content, { path: [], defs: schema.$defs as Record<string, Schema> }) : [];
}

// helpers //////////

interface Place {
  readonly path: Path;
  readonly defs: Readonly<Record<string, Schema>>;
}

function check(given: Schema, value: Json, place: Place): readonly ShapeProblem[] {
  const schema = resolved(given, place);
  if (schema.oneOf) return checkOneOf(schema, value, place);
  const say = (message: string) => [{ path: place.path, message }];
  if (schema.const !== undefined && value !== schema.const)
    return say(`This must be ${JSON.stringify(schema.const)}.`);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    return say(
      `This must be one of ${schema.enum.join(', ')}.${hint(String(value), schema.enum.map(String))}`,
    );
  const types = schema.type === undefined ? [] : [schema.type].flat().map(String);
  if (types.length > 0 && !types.some((type) => hasType(value, type)))
    return say(`This must be ${types.map((type) => TYPE_WORDS[type]).join(' or ')}.`);
  if (typeof value === 'string') return checkText(schema, value, say);
  if (typeof value === 'number') return checkNumber(schema, value, say);
  if (Array.isArray(value)) return checkList(schema, value, place, say);
  if (typeof value === 'object' && value !== null)
    return checkObject(schema, value as Readonly<Record<string, Json>>, place, say);
  return [];
}

type Say = (message: string) => readonly ShapeProblem[];

function checkText({ pattern, minLength, description }: Schema, value: string, say: Say) {
  if (typeof minLength === 'number' && value.length < minLength) return say('This may not be empty.');
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
    return say(`"${value}" does not fit. ${description ?? ''}`.trim());
  return [];
}

function checkNumber({ minimum, maximum }: Schema, value: number, say: Say) {
  if (typeof minimum === 'number' && value < minimum) return say(`This must be at least ${minimum}.`);
  if (typeof maximum === 'number' && value > maximum) return say(`This may be at most ${maximum}.`);
  return [];
}

function checkList(schema: Schema, value: readonly Json[], place: Place, say: Say): readonly ShapeProblem[] {
  const { minItems, maxItems, items } = schema;
  if (typeof minItems === 'number' && value.length < minItems)
    return say(`This needs at least ${minItems} entries.`);
  if (typeof maxItems === 'number' && value.length > maxItems)
    return say(`This may have at most ${maxItems} entries.`);
  if (schema.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    return say('Two entries are the same.');
  if (!items) return [];
  return value.flatMap((item, at) => check(items as Schema, item, { ...place, path: [...place.path, at] }));
}

function checkObject(
  schema: Schema,
  value: Readonly<Record<string, Json>>,
  place: Place,
  say: Say,
): readonly ShapeProblem[] {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
  const { additionalProperties, propertyNames, required = [], minProperties } = schema;
  const problems: ShapeProblem[] = [];
  for (const key of required as readonly string[])
    if (!Object.hasOwn(value, key)) problems.push(...say(`The key "${key}" is missing.`));
  if (typeof minProperties === 'number' && Object.keys(value).length < minProperties)
    problems.push(...say(`This needs at least ${minProperties} entries.`));
  for (const [key, item] of Object.entries(value)) {
    const below = { ...place, path: [...place.path, key] };
    if (Object.hasOwn(properties, key)) problems.push(...check(properties[key]!, item, below));
    else if (additionalProperties === false)
      problems.push({
        path: below.path,
        message: `There is no key "${key}" here.${hint(key, Object.keys(properties))}`,
      });
    else {
      if (propertyNames) problems.push(...check(propertyNames as Schema, key, below));
      if (typeof additionalProperties === 'object' && additionalProperties !== null)
        problems.push(...check(additionalProperties as Schema, item, below));
    }
  }
  return problems;
}

/** Told apart by `type` where the variants have one; else the mistakes of the variant that comes closest. */
function checkOneOf(schema: Schema, value: Json, place: Place): readonly ShapeProblem[] {
  const variants = schema.oneOf as readonly Schema[];
  const say = (message: string) => [{ path: place.path, message }];
  if (schema.discriminator) {
    const type = typeof value === 'object' && value !== null ? (value as { type?: Json }).type : undefined;
    if (type === undefined) return say('The key "type" is missing.');
    const variant = variants.find(({ title }) => title === type);
    const known = variants.map(({ title }) => String(title));
    return variant
      ? check(variant, value, place)
      : say(`There is no type "${String(type)}".${hint(String(type), known)}`);
  }
  const found = variants.map((variant) => check(variant, value, place));
  if (found.some((problems) => problems.length === 0)) return [];
  const depth = (problems: readonly ShapeProblem[]) => Math.max(...problems.map(({ path }) => path.length));
  return found.reduce((best, next) =>
    depth(next) > depth(best) || (depth(next) === depth(best) && next.length < best.length) ? next : best,
  );
}

function resolved(schema: Schema, { defs }: Place): Schema {
  const { $ref: reference, ...own } = schema;
  if (typeof reference !== 'string') return schema;
  return { ...defs[reference.slice(reference.lastIndexOf('/') + 1)], ...own };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  array: 'a list',
  object: 'a group of keys',
};

function hasType(value: Json, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
