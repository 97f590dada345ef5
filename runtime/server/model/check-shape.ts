/**
 * Checks definitions against the JSON Schemas of their kinds (ajv) and says what is wrong in sentences: what was expected,
 * and the nearest known key for an unknown one. Used for files, drafts and uploads alike.
 */
import { type ErrorObject, Ajv2020 as Factory, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Path } from '#metadata/definition.ts';
import type { CheckShape, ShapeProblem } from '#metadata/files.ts';
import { hint } from '#metadata/nearest.ts';
import { SCHEMA_KINDS, schemaOf } from '#metadata/schema.ts';

/** Each kind's is compiled when the first definition of the kind is checked. */
const validators = new Map<string, ValidateFunction>();

export const checkShape: CheckShape = (kind, content) => {
  const validate = validatorOf(kind);
  if (!validate) return [{ path: [], message: `There is no kind of definition called "${kind}".` }];
  if (validate(content)) return [];
  return sentences(validate.errors ?? []);
};

// helpers //////////

function validatorOf(kind: string): ValidateFunction | undefined {
  const known = validators.get(kind);
  if (known || !SCHEMA_KINDS.includes(kind)) return known;
  const ajv = new Factory({
    allErrors: true,
    verbose: true,
    discriminator: true,
    strict: false,
    validateFormats: false,
    // Polishing the code takes longer than all the checks of a solution: a third of the time of compiling.
    code: { optimize: false },
    inlineRefs: false,
  });
  const validate = ajv.compile(schemaOf(kind) as object);
  validators.set(kind, validate);
  return validate;
}

/**
 * ajv lists every branch of a `oneOf` that did not fit. Of those only the errors that lie deepest are told, for there the
 * person came closest to a right form; a misspelt key tells more than that another one is missing.
 */
function sentences(errors: readonly ErrorObject[]): ShapeProblem[] {
  const branches = errors.filter((error) => error.keyword === 'oneOf' || error.keyword === 'anyOf');
  const plain = errors.filter((error) => !branches.includes(error) && error.propertyName === undefined);
  const told = plain.filter((error) =>
    branches.every(
      (branch) =>
        !within(error, branch) ||
        closest(
          error,
          plain.filter((other) => within(other, branch)),
        ),
    ),
  );
  const found = told.map((error) => ({ path: pathOf(error), message: sentence(error, errors) }));
  const unique = new Map(found.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()];
}

function closest(error: ErrorObject, others: readonly ErrorObject[]): boolean {
  const deepest = Math.max(...others.map(depth));
  if (depth(error) < deepest) return false;
  const peers = others.filter(
    (other) => depth(other) === deepest && other.instancePath === error.instancePath,
  );
  const misspelt = peers.filter(isMisspelt);
  if (misspelt.length > 0) return misspelt.includes(error);
  return error.keyword !== 'type' || peers.every((other) => other.keyword === 'type');
}

function isMisspelt(error: ErrorObject): boolean {
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return (
    error.keyword === 'additionalProperties' && hint(String(error.params.additionalProperty), known) !== ''
  );
}

function within(error: ErrorObject, branch: ErrorObject): boolean {
  return (
    error.instancePath === branch.instancePath || error.instancePath.startsWith(`${branch.instancePath}/`)
  );
}

function depth(error: ErrorObject): number {
  return error.instancePath.split('/').length;
}

function pathOf(error: ErrorObject): Path {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path: (string | number)[] = [];
  for (const step of steps) path.push(/^\d+$/.test(step) ? Number(step) : step);
  const { additionalProperty, propertyName } = error.params as {
    additionalProperty?: string;
    propertyName?: string;
  };
  const key = additionalProperty ?? (error.keyword === 'propertyNames' ? propertyName : undefined);
  return key === undefined ? path : [...path, key];
}

function sentence(error: ErrorObject, errors: readonly ErrorObject[]): string {
  const params = error.params as Record<string, unknown>;
  const schema = (error.parentSchema ?? {}) as {
    description?: string;
    properties?: Record<string, unknown>;
    enum?: unknown[];
  };
  const expected = schema.description ? ` ${schema.description}` : '';
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys(schema.properties ?? {});
      const key = String(params.additionalProperty);
      const near = hint(key, known);
      return `"${key}" is not known here.${near || ` Known: ${known.join(', ')}.`}`;
    }
    case 'required':
      return `"${String(params.missingProperty)}" is missing.${descriptionOf(schema, String(params.missingProperty))}`;
    case 'type':
      return `Expected ${words([params.type].flat() as string[])}.${expected}`;
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      return `Expected one of ${allowed.join(', ')}.${hint(String(error.data), allowed)}`;
    }
    case 'const':
      return `Expected ${JSON.stringify(params.allowedValue)}.`;
    case 'discriminator': {
      const types = ((error.parentSchema as { oneOf?: { title: string }[] }).oneOf ?? []).map(
        (variant) => variant.title,
      );
      const given = String(params.tagValue ?? '');
      return given
        ? `There is no field type "${given}".${hint(given, types) || ` Known: ${types.join(', ')}.`}`
        : 'A field needs a type.';
    }
    case 'pattern':
      return `${JSON.stringify(error.data)} does not have the form expected here.${expected}`;
    case 'propertyNames':
      return `"${String(params.propertyName)}" can not be a key here: ${keyRule(errors, error)}`;
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return `This must not be empty.${expected}`;
    default:
      return `This ${error.message ?? 'is not valid'}.${expected}`;
  }
}

function keyRule(errors: readonly ErrorObject[], error: ErrorObject): string {
  const cause = errors.find(
    (other) =>
      other.keyword === 'pattern' &&
      other.propertyName === (error.params as { propertyName?: string }).propertyName,
  );
  const pattern = String((cause?.params as { pattern?: string } | undefined)?.pattern ?? '');
  return pattern.includes('{2}')
    ? 'a two-letter language code is expected.'
    : 'small letters, digits and underscores are expected, beginning with a letter.';
}

function descriptionOf(schema: { properties?: Record<string, unknown> }, key: string): string {
  const description = (schema.properties?.[key] as { description?: string } | undefined)?.description;
  return description ? ` ${description}` : '';
}

const WORDS: Readonly<Record<string, string>> = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'nothing',
};

function words(types: readonly string[]): string {
  return types.map((type) => WORDS[type] ?? type).join(' or ');
}
