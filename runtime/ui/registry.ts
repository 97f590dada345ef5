/** The registry of the live release in the browser: built once a release, shared by lists, forms and records. */
import type { Definition } from '#metadata/definition.ts';
import { configurationOf } from '#metadata/definition.ts';
import { buildRegistry, type Entity, type Registry } from '#metadata/registry.ts';
import { type Model, useModel } from './model.ts';

const built = new WeakMap<Model, Registry>();

export function registryOf(model: Model): Registry {
  const known = built.get(model);
  if (known) return known;
  const { registry } = buildRegistry(configurationOf(model.definitions as unknown as Definition[]));
  built.set(model, registry);
  return registry;
}

export function useRegistry(): Registry {
  return registryOf(useModel());
}

export function useEntity(key: string): Entity | undefined {
  return useRegistry().entities.get(key);
}
