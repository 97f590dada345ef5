/**
 * OpenAPI 3.1 of the installation, made from the endpoints as data, their JSON Schemas and the live release: the platform's
 * paths, and for each entity the caller may see its own paths and schema.
 */
import { accessSummary } from '#metadata/access.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { Entity, Field, Registry } from '#metadata/registry.ts';
import { type Endpoint, type SchemaName, scopeOf } from '../../api/endpoint.ts';
import { ENDPOINTS } from '../../api/table.ts';
import type { Principal } from '../auth/principal.ts';
import { apiSchemas } from './api-schemas.ts';

type Document = Record<string, unknown>;

export function openApi(registry: Registry, principal: Principal, release: number): Document {
  const access = accessSummary(registry, principal);
  const entities = [...registry.entities.values()].filter(({ key }) => access[key]?.see !== 'none');
  const paths: Record<string, Document> = {};
  for (const [noun, endpoints] of Object.entries(ENDPOINTS)) {
    for (const endpoint of endpoints) {
      const path = endpoint.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
      const entry = paths[path] ?? {};
      paths[path] = entry;
      entry[endpoint.method.toLowerCase()] = operation(noun, endpoint);
    }
  }
  const visible = (entity: Entity) =>
    [...entity.fields.values()].filter(({ key }) => access[entity.key]?.fields[key] !== 'hidden');
  for (const entity of entities.filter(({ made }) => !made)) Object.assign(paths, entityPaths(entity));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Potik',
      version: String(release),
      description:
        'The version is the number of the live release; a new release may change the schemas of entities.',
    },
    paths,
    components: {
      schemas: {
        ...platformSchemas(),
        Problem: PROBLEM,
        ...Object.fromEntries(entities.map((entity) => [entity.key, record(entity, visible(entity))])),
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'potik' },
        key: { type: 'http', scheme: 'bearer', description: 'A key made under Profile and settings.' },
      },
    },
    security: [{ session: [] }, { key: [] }],
  };
}

// helpers //////////

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Names the case for programs.' },
    detail: { type: 'string', description: 'A sentence for people.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    correlationId: { type: 'string' },
  },
};

function operation(noun: string, endpoint: Endpoint): Document {
  const status = String(endpoint.status ?? 200);
  const media =
    endpoint.form === 'stream' ? 'text/event-stream' : endpoint.form === 'file' ? '*/*' : JSON_TYPE;
  return {
    tags: [noun],
    summary: endpoint.summary,
    ...(endpoint.access === 'public' && { security: [] }),
    ...(endpoint.scope === 'session' && { security: [{ session: [] }] }),
    'x-scope': scopeOf(endpoint),
    parameters: [
      ...endpoint.params.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryParameters(endpoint.query),
    ],
    ...(endpoint.form === 'multipart' && {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } },
    }),
    ...(endpoint.body && {
      requestBody: { required: true, content: { [JSON_TYPE]: { schema: reference(endpoint.body) } } },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(status !== '204' && {
          content: { [media]: { schema: endpoint.reply ? reference(endpoint.reply) : {} } },
        }),
      },
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const JSON_TYPE = 'application/json';

function reference({ def }: SchemaName): Document {
  return { $ref: `#/components/schemas/${def}` };
}

function queryParameters(query: SchemaName | undefined): Document[] {
  const schema = query && (platformSchemas()[query.def] as { properties?: Document; required?: string[] });
  return Object.entries(schema?.properties ?? {}).map(([name, one]) => ({
    name,
    in: 'query',
    required: schema?.required?.includes(name) ?? false,
    schema: one,
  }));
}

/** Definitions of all files in one place, their references made local. */
function platformSchemas(): Document {
  const all = apiSchemas().flatMap((file) => Object.entries(file.$defs as Document));
  const text = JSON.stringify(Object.fromEntries(all)).replaceAll(
    /"\$ref":"(?:potik:api\/[a-z]+)?#\/\$defs\/([A-Za-z]+)"/g,
    '"$ref":"#/components/schemas/$1"',
  );
  return JSON.parse(text) as Document;
}

function record(entity: Entity, fields: readonly Field[]): Document {
  return {
    type: 'object',
    title: textOf(entity.label as Label, 'en', entity.key),
    ...(entity.description && { description: textOf(entity.description, 'en', '') }),
    properties: Object.fromEntries(
      fields.map((field) => [
        field.key,
        {
          anyOf: [field.type.json(field), { type: 'null' }],
          title: textOf(field.label as Label, 'en', field.key),
          ...(field.kept && { readOnly: true }),
        },
      ]),
    ),
    required: ['id', 'version'],
  };
}

function entityPaths(entity: Entity): Record<string, Document> {
  const schema = { $ref: `#/components/schemas/${entity.key}` };
  const content = { [JSON_TYPE]: { schema } };
  const tags = [`records: ${entity.key}`];
  const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
  const list = {
    type: 'object',
    properties: { items: { type: 'array', items: schema }, next: { type: ['string', 'null'] } },
  };
  const body = (values: Document) => ({ required: true, content: { [JSON_TYPE]: { schema: values } } });
  const path = `/api/records/${entity.key}`;
  return {
    [`${path}/query`]: {
      post: {
        tags,
        summary: 'A page of records.',
        requestBody: body({ type: 'object' }),
        responses: { 200: { description: 'Done.', content: { [JSON_TYPE]: { schema: list } } } },
      },
    },
    [path]: {
      post: {
        tags,
        summary: 'Creates a record.',
        requestBody: body({ type: 'object', required: ['values'], properties: { values: schema } }),
        responses: { 201: { description: 'Done.', content } },
      },
    },
    [`${path}/{id}`]: {
      get: {
        tags,
        parameters: id,
        summary: 'One record.',
        responses: { 200: { description: 'Done.', content } },
      },
      patch: {
        tags,
        parameters: id,
        summary: 'Changes fields of a record.',
        requestBody: body({
          type: 'object',
          required: ['version', 'values'],
          properties: { version: { type: 'integer' }, values: schema },
        }),
        responses: { 200: { description: 'Done.', content } },
      },
      delete: {
        tags,
        parameters: id,
        summary: 'Moves a record to the recycle bin.',
        responses: { 204: { description: 'Done.' } },
      },
    },
  };
}
