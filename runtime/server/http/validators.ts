/** Checks of request bodies and query strings by ajv, compiled once from the JSON Schemas of `runtime/api/schemas`. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { SchemaName } from '../../api/endpoint.ts';
import { type InputError, Rejection } from '../rejection.ts';
import { apiSchemas } from './api-schemas.ts';

export type Check = (input: unknown, where: 'body' | 'query') => void;

export function createValidators(): (name: SchemaName) => Check {
  const bodies = withSchemas(new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }));
  // Query strings are text: "50" may stand for 50 there, and nowhere else.
  const queries = withSchemas(
    new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, coerceTypes: true }),
  );
  return (name) => {
    const ref = `potik:api/${name.file}#/$defs/${name.def}`;
    const compiled = { body: compiledOf(bodies, ref), query: compiledOf(queries, ref) };
    return (input, where) => {
      const validate = compiled[where]();
      if (validate(input)) return;
      const errors = (validate.errors ?? []).slice(0, 20).map(inputError);
      throw new Rejection({
        status: 422,
        code: 'invalid',
        message: errors.map((error) => `${error.path || 'The request'}: ${error.message}`).join('; '),
        errors,
      });
    };
  };
}

// helpers //////////

function withSchemas(ajv: Ajv): Ajv {
  for (const schema of apiSchemas()) ajv.addSchema(schema);
  return ajv;
}

function compiledOf(ajv: Ajv, ref: string): () => ValidateFunction {
  let validate: ValidateFunction | undefined;
  return () => {
    validate ??= ajv.getSchema(ref);
    if (!validate) throw new Error(`no schema ${ref}`);
    return validate;
  };
}

function inputError(error: ErrorObject): InputError {
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty);
    return { path: path ? `${path}.${name}` : name, code: 'unknown_property', message: 'is not known here' };
  }
  if (error.keyword === 'required') {
    const name = String(error.params.missingProperty);
    return { path: path ? `${path}.${name}` : name, code: 'required', message: 'is missing' };
  }
  return { path, code: error.keyword, message: error.message ?? 'is not valid' };
}
