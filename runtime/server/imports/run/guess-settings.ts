/** What a person would choose for a file: columns by the names of fields in any language, rows matched by what tells records apart. */
import type { Field } from '#metadata/field.ts';
import { allTexts, textOf } from '#metadata/label.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { ImportSettings, ImportTarget, MatchRule } from '../../../api/imports.ts';
import { plain } from '../mapping.ts';
import { type Filling, isKey, mayFill, relatedEntity } from './import-plan.ts';

/** Fields that columns can fill: the entity's own, then those of records it refers to. */
export function importTargets(filling: Filling, entity: Entity, language: string): ImportTarget[] {
  const name = (field: Field) => textOf(field.label, language, field.key);
  const target = (field: Field, path: string, label: string, required: boolean): ImportTarget => ({
    path,
    label,
    type: field.type.key,
    required,
    match: isKey(field),
  });
  const own = [...entity.fields.values()].filter((field) => mayFill(filling, entity, field));
  const through = own.flatMap((via) => {
    const of = relatedEntity(filling.registry, via);
    if (!of) return [];
    return [...of.fields.values()]
      .filter((field) => mayFill(filling, of, field))
      .map((field) => target(field, `${via.key}.${field.key}`, `${name(via)} › ${name(field)}`, false));
  });
  return [
    ...own.map((field) => target(field, field.key, name(field), field.required && field.default === null)),
    ...through,
  ];
}

export function guessSettings(filling: Filling, entity: Entity, header: readonly string[]): ImportSettings {
  const names = namesOfTargets(filling, entity);
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  for (const column of header) {
    const path = column === '' ? undefined : names.get(plain(column));
    if (path === undefined || taken.has(path)) continue;
    columns[column] = path;
    taken.add(path);
  }
  // A lookup named by its title and by its fields at once: its fields tell more.
  for (const path of taken) {
    const [via, field] = path.split('.');
    if (field === undefined || !taken.has(via!)) continue;
    for (const [column, to] of Object.entries(columns)) if (to === via) delete columns[column];
  }
  return { columns, match: guessMatch(filling.registry, entity, Object.values(columns)) };
}

// helpers //////////

/** Every name of every target, the first that has it. */
function namesOfTargets(filling: Filling, entity: Entity): Map<string, string> {
  const names = new Map<string, string>();
  const know = (name: string, path: string) => {
    const key = plain(name);
    if (key !== '' && !names.has(key)) names.set(key, path);
  };
  const own = [...entity.fields.values()].filter((field) => mayFill(filling, entity, field));
  for (const field of own) for (const name of namesOf(field)) know(name, field.key);
  for (const via of own) {
    const of = relatedEntity(filling.registry, via);
    for (const field of of?.fields.values() ?? []) {
      if (!mayFill(filling, of!, field)) continue;
      for (const first of namesOf(via))
        for (const second of namesOf(field))
          for (const between of [' › ', ' ', '.', ': ', ' / ', '_'])
            know(`${first}${between}${second}`, `${via.key}.${field.key}`);
    }
  }
  return names;
}

function namesOf({ key, label }: Field): string[] {
  return [key, ...allTexts(label)];
}

function guessMatch(registry: Registry, entity: Entity, paths: readonly string[]): Record<string, MatchRule> {
  const match: Record<string, MatchRule> = {};
  const own = paths.filter((path) => !path.includes('.'));
  const by = telling(entity, own);
  match[''] = { by: by ? [by] : [], found: 'update', missing: 'create' };
  for (const via of new Set(paths.flatMap((path) => (path.includes('.') ? [path.split('.')[0]!] : [])))) {
    const of = relatedEntity(registry, entity.fields.get(via)!)!;
    const keys = paths.flatMap((path) => (path.startsWith(`${via}.`) ? [path.slice(via.length + 1)] : []));
    const title = of.title.flatMap((part) =>
      'path' in part && part.path.length === 1 ? [part.path[0]!] : [],
    );
    const found = telling(of, keys) ?? keys.find((key) => title.includes(key));
    const all = keys.filter((key) => isKey(of.fields.get(key)!));
    match[via] = { by: found ? [found] : all.slice(0, 5), found: 'skip', missing: 'create' };
  }
  return match;
}

/** A field that tells records apart: a unique one, else an address of mail or a number to call. */
function telling({ fields, unique }: Entity, keys: readonly string[]): string | undefined {
  const single = new Set(unique.flatMap((set) => (set.length === 1 ? set : [])));
  const usable = keys.filter((key) => isKey(fields.get(key)!));
  return (
    usable.find((key) => single.has(key)) ??
    usable.find((key) => fields.get(key)!.type.key === 'email') ??
    usable.find((key) => fields.get(key)!.type.key === 'phone')
  );
}
