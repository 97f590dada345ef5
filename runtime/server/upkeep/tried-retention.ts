/** A rule of retention that nobody has published, put to the live definitions so that it can be asked what it would be about. */
import { type Configuration, idOf } from '#metadata/definition.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { checkShape } from '../model/check-shape.ts';
import { refuseErrors } from '../publish/publish.ts';
import { invalid, notFound } from '../rejection.ts';

/** Key of the rule in `registryWith`. */
export const TRIED = 'tried';

/** The live registry with this as the only rule of the entity; throws 404 without the entity, 422 where the rule is wrong. */
export function registryWith(
  { configuration }: Registry,
  entity: string,
  rule: Readonly<Record<string, unknown>>,
): Registry {
  const id = `entity/${entity}` as const;
  const definition = configuration.definitions.get(id);
  if (!definition) throw notFound('such entity');
  const content = { ...(definition.content as object), retention: { [TRIED]: rule } } as unknown as Json;
  const misshapen = checkShape('entity', content).filter(({ path }) => path[0] === 'retention');
  if (misshapen.length > 0)
    throw invalid(
      misshapen.map(({ path, message }) => ({
        path: ['rule', ...path.slice(2)].join('.'),
        code: 'shape',
        message,
      })),
    );
  const changed: Configuration = {
    ...configuration,
    definitions: new Map(configuration.definitions).set(id, { ...definition, content }),
  };
  const { registry, problems } = buildRegistry(changed);
  refuseErrors(
    problems.filter(({ definition: at, path }) => at === idOf(definition) && path?.[0] === 'retention'),
  );
  return registry;
}
