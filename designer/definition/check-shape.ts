/**
 * Checks the content of a definition against the schema of its kind, in the page. The parts of JSON Schema (2020-12) that the
 * schemas of `metadata/schemas` use; the server's check (ajv) has the last word when something is published. Each sentence has a code,
 * and what stands in it, for the same in other languages (`mistake.shape_…`).
 */
import { hint } from '#metadata/nearest.ts';
import { schemaOf } from '#metadata/schema.ts';
import type { Json } from '#metadata/value.ts';

export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  /** What is wrong: the sentence is `shape_<code>` of the texts. */
  readonly code: ShapeCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export const SHAPE_CODES = [
  'must',
  'one_of',
  'kind_of_value',
  'empty',
  'pattern',
  'least',
  'most',
  'few',
  'many',
  'twice',
  'missing',
  'unknown_key',
  'unknown_type',
] as const;
export type ShapeCode = (typeof SHAPE_CODES)[number];

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
  const say = sayAt(place.path);
  if (schema.const !== undefined && value !== schema.const)
    return say('must', `This must be ${JSON.stringify(schema.const)}.`, {
      value: JSON.stringify(schema.const),
    });
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    return say(
      'one_of',
      `This must be one of ${schema.enum.join(', ')}.${hint(String(value), schema.enum.map(String))}`,
      { values: schema.enum.join(', ') },
    );
  const types = schema.type === undefined ? [] : [schema.type].flat().map(String);
  if (types.length > 0 && !types.some((type) => hasType(value, type)))
    return say('kind_of_value', `This must be ${types.map((type) => TYPE_WORDS[type]).join(' or ')}.`, {
      types: types.join(' '),
    });
  if (typeof value === 'string') return checkText(schema, value, say);
  if (typeof value === 'number') return checkNumber(schema, value, say);
  if (Array.isArray(value)) return checkList(schema, value, place, say);
  if (typeof value === 'object' && value !== null)
    return checkObject(schema, value as Readonly<Record<string, Json>>, place, say);
  return [];
}

type Say = (code: ShapeCode, message: string, params?: ShapeProblem['params']) => readonly ShapeProblem[];

function sayAt(path: Path): Say {
  return (code, message, params = {}) => [{ path, code, params, message }];
}

function checkText({ pattern, minLength, description }: Schema, value: string, say: Say) {
  if (typeof minLength === 'number' && value.length < minLength)
    return say('empty', 'This may not be empty.');
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
    return say('pattern', `"${value}" does not fit. ${description ?? ''}`.trim(), { value });
  return [];
}

function checkNumber({ minimum, maximum }: Schema, value: number, say: Say) {
  if (typeof minimum === 'number' && value < minimum)
    return say('least', `This must be at least ${minimum}.`, { limit: minimum });
  if (typeof maximum === 'number' && value > maximum)
    return say('most', `This may be at most ${maximum}.`, { limit: maximum });
  return [];
}

function checkList(schema: Schema, value: readonly Json[], place: Place, say: Say): readonly ShapeProblem[] {
  const { minItems, maxItems, items } = schema;
  if (typeof minItems === 'number' && value.length < minItems)
    return say('few', `This needs at least ${minItems} entries.`, { limit: minItems });
  if (typeof maxItems === 'number' && value.length > maxItems)
    return say('many', `This may have at most ${maxItems} entries.`, { limit: maxItems });
  if (schema.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    return say('twice', 'Two entries are the same.');
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
    if (!Object.hasOwn(value, key)) problems.push(...say('missing', `The key "${key}" is missing.`, { key }));
  if (typeof minProperties === 'number' && Object.keys(value).length < minProperties)
    problems.push(...say('few', `This needs at least ${minProperties} entries.`, { limit: minProperties }));
  for (const [key, item] of Object.entries(value)) {
    const below = { ...place, path: [...place.path, key] };
    if (Object.hasOwn(properties, key)) problems.push(...check(properties[key]!, item, below));
    else if (additionalProperties === false)
      problems.push(
        ...sayAt(below.path)(
          'unknown_key',
          `There is no key "${key}" here.${hint(key, Object.keys(properties))}`,
          {
            key,
          },
        ),
      );
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
  const say = sayAt(place.path);
  if (schema.discriminator) {
    const type = typeof value === 'object' && value !== null ? (value as { type?: Json }).type : undefined;
    if (type === undefined) return say('missing', 'The key "type" is missing.', { key: 'type' });
    const variant = variants.find(({ title }) => title === type);
    const known = variants.map(({ title }) => String(title));
    return variant
      ? check(variant, value, place)
      : say('unknown_type', `There is no type "${String(type)}".${hint(String(type), known)}`, {
          type: String(type),
        });
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
