/**
 * An import's settings against the model and the file: which column fills which field, of the record itself or of one it
 * refers to, and how rows find records that are there. Mistakes are told by path, all at once.
 */
import type { Rights } from '#metadata/access.ts';
import type { Field, TextConventions } from '#metadata/field.ts';
import { hint } from '#metadata/nearest.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { ImportSettings, MatchRule } from '../../../api/imports.ts';
import { type InputError, invalid } from '../../rejection.ts';
import { fillable, type PlanColumn } from '../mapping.ts';

/** Records of one entity that rows make or find. */
export interface PlanPart {
  readonly entity: Entity;
  readonly columns: readonly PlanColumn[];
  readonly by: readonly Field[];
  readonly found: MatchRule['found'];
  readonly missing: MatchRule['missing'];
}

export interface RelatedPart extends PlanPart {
  /** The lookup of the record itself that the found or made record goes into. */
  readonly via: Field;
}

export interface ImportPlan extends PlanPart {
  readonly header: readonly string[];
  readonly related: readonly RelatedPart[];
  /** What is empty in the file empties the field of a record that is there. */
  readonly clears: boolean;
  readonly conventions: TextConventions;
  readonly ids: FileIds | null;
  /** Of every row, whatever its cells say. */
  readonly constants: Readonly<Record<string, Json>>;
  /** Text that stands for nothing, beside the empty cell. */
  readonly nothing: string | null;
}

/** The ids that rows have in the file, by which they find their records again; kept in `potik.external_id`. */
export interface FileIds {
  /** Columns; several where only together they tell rows apart. */
  readonly at: readonly number[];
}

/** Who fills which fields, from what. */
export interface Filling {
  readonly registry: Registry;
  readonly rights: Rights;
  /** Files came with the table, so that cells can name them. */
  readonly files: boolean;
}

export function planImport(
  filling: Filling,
  entity: Entity,
  header: readonly string[],
  settings: ImportSettings,
  conventions: Pick<TextConventions, 'language' | 'zone'>,
): ImportPlan {
  const errors: InputError[] = [];
  const say = (path: string, message: string) => void errors.push({ path, code: 'import_settings', message });
  const own: PlanColumn[] = [];
  const through = new Map<Field, PlanColumn[]>();
  for (const [column, path] of Object.entries(settings.columns)) {
    const at = header.indexOf(column);
    const place = targetAt(filling, entity, path);
    if (at < 0) say(`columns.${column}`, `The file has no column “${column}”.${hint(column, header)}`);
    else if (!place)
      say(`columns.${column}`, `${entity.key} has no field “${path}” that a column could fill.`);
    else {
      const columns = place.via === null ? own : (through.get(place.via) ?? []);
      const twice = columns.find(({ field }) => field === place.field);
      if (twice)
        say(`columns.${column}`, `“${header[twice.at]}” and “${column}” are both for ${place.field.name}.`);
      columns.push({ field: place.field, at });
      if (place.via !== null) through.set(place.via, columns);
    }
  }
  if (own.length === 0 && through.size === 0 && errors.length === 0)
    say('columns', 'No column fills a field. Choose at least one.');
  for (const via of through.keys())
    if (own.some(({ field }) => field === via))
      say(
        'columns',
        `${via.name} is filled by a column of its own and by columns of its fields; keep one of them.`,
      );
  const part = (key: string, of: Entity, columns: readonly PlanColumn[], otherwise: MatchRule): PlanPart => {
    const { by, found, missing } = settings.match?.[key] ?? otherwise;
    const fields = by.flatMap((path, i): Field[] => {
      const field = of.fields.get(path);
      const given =
        field && (columns.some((one) => one.field === field) || (key === '' && through.has(field)));
      if (field && given && isKey(field)) return [field];
      say(`match.${key}.by[${i}]`, given ? `Records can't be found by ${path}.` : `No column fills ${path}.`);
      return [];
    });
    return { entity: of, columns, by: fields, found, missing };
  };
  for (const key of Object.keys(settings.match ?? {}))
    if (key !== '' && ![...through.keys()].some((via) => via.key === key))
      say(`match.${key}`, `No column fills a field of ${key}.`);
  const related = [...through].map(([via, columns]): RelatedPart => {
    const of = filling.registry.entities.get(via.type.refersTo!(via)!.entities[0]!)!;
    const by = columns.map(({ field }) => field.key).filter((key) => isKey(of.fields.get(key)!));
    return { ...part(via.key, of, columns, { by, found: 'skip', missing: 'create' }), via };
  });
  for (const { via, by } of related)
    if (by.length === 0) say(`match.${via.key}`, `Say by which fields ${via.name} is found.`);
  const main = part('', entity, own, { by: [], found: 'update', missing: 'create' });
  if (errors.length > 0) throw invalid(errors);
  return {
    ...main,
    header,
    related,
    clears: settings.empties === 'clear',
    conventions: {
      ...conventions,
      decimalMark: settings.decimalMark ?? (conventions.language === 'en' ? '.' : ','),
      dateOrder: settings.dateOrder ?? 'dmy',
    },
    ids: null,
    constants: {},
    nothing: null,
  };
}

/** Whether rows can find records by the field. */
export function isKey(field: Field): boolean {
  return field.type.operators.includes('in') && field.columns.length > 0;
}

/** The field at the end of `name` or `customer.name`, where the person may fill it. */
export function targetAt(
  filling: Filling,
  entity: Entity,
  path: string,
): { readonly field: Field; readonly via: Field | null } | null {
  const [first, second, ...more] = path.split('.');
  const own = entity.fields.get(first!);
  if (!own || more.length > 0) return null;
  if (second === undefined) return mayFill(filling, entity, own) ? { field: own, via: null } : null;
  const of = relatedEntity(filling.registry, own);
  const field = of?.fields.get(second);
  return of && field && mayFill(filling, entity, own) && mayFill(filling, of, field)
    ? { field, via: own }
    : null;
}

/** The one entity that a lookup refers to. */
export function relatedEntity(registry: Registry, field: Field): Entity | null {
  const entities = field.type.refersTo?.(field)?.entities ?? [];
  return entities.length === 1 ? (registry.entities.get(entities[0]!) ?? null) : null;
}

export function mayFill({ rights, files }: Filling, entity: Entity, field: Field): boolean {
  return (
    fillable(field, files) &&
    (rights.write(entity, field, 'create') !== 'hidden' || rights.write(entity, field, 'edit') !== 'hidden')
  );
}
