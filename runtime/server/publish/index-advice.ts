/**
 * Which indexes large tables lack and which nobody uses, with the reason: from the filters of the views people have saved, from lists and
 * figures that were slow, and from PostgreSQL's own count of what each index was used for. An index comes and goes with `index: true` of its
 * field, like any change; that of an order comes with a published view in this order.
 */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { IndexAdvice, SlowFigures } from '../../api/metadata.ts';
import { type IndexUse, indexUses, savedFilters, tableRows } from '../store/index-use.ts';
import { slowQueriesSince } from '../store/slow-queries.ts';
import type { PublishGround } from './ground.ts';
import { slowText, slowWithout } from './slow-lists.ts';

/** Smaller tables are read as fast without. */
const LARGE = 20_000;
/** Days that are looked at, and how often a list was slow in them to be no accident. */
const DAYS = 30;
const OFTEN = 10;

export async function adviseIndexes({ db, model, clock }: PublishGround): Promise<IndexAdvice[]> {
  const { registry } = await model.reload();
  const since = new Date(clock.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
  const [rows, uses, filters, slow] = await Promise.all([
    tableRows(db),
    indexUses(db),
    savedFilters(db),
    slowQueriesSince(db, since, OFTEN),
  ]);
  const found: IndexAdvice[] = [];
  for (const entity of registry.entities.values()) {
    const records = rows.get(entity.table) ?? 0;
    if (records < LARGE) continue;
    const own = uses.filter(({ table }) => table === entity.table);
    const asked = filters
      .filter((filter) => filter.entity === entity.key)
      .flatMap(({ where }) => [...fieldsIn(where)]);
    const lacking = (field: Field) => indexable(field) && !indexOf(own, field);
    const slowly = slowWithout(
      slow.filter((query) => query.entity === entity.key),
      entity,
      lacking,
    );
    for (const field of entity.fields.values()) {
      const views = asked.filter((key) => key === field.key).length;
      const about = { entity: entity.key, field: field.key, records, views };
      const without = slowly.get(field.key) ?? null;
      if (without || (views > 0 && lacking(field))) {
        const why = missing(entity, field, { views, slow: without, records });
        found.push({ ...about, advice: 'add', why, slow: without, bytes: null });
      }
      const idle = field.definition.index ? indexOf(own, field) : undefined;
      if (idle && idle.scans === 0 && views === 0) {
        const { bytes } = idle;
        found.push({ ...about, advice: 'drop', why: unused(entity, field, bytes), slow: null, bytes });
      }
    }
  }
  return found;
}

// helpers //////////

function indexable({ type, columns, system }: Field): boolean {
  return !system && columns.length > 0 && type.indexes.some((kind) => kind === 'btree' || kind === 'gin');
}

/** The index whose first column is the field's. */
function indexOf(uses: readonly IndexUse[], { columns }: Field): IndexUse | undefined {
  return uses.find(({ column }) => column === columns[0]?.name);
}

/** Keys of the fields a saved filter asks, at any depth; paths over relations are other tables'. */
function* fieldsIn(where: unknown): Iterable<string> {
  if (typeof where !== 'object' || where === null) return;
  if (Array.isArray(where)) {
    for (const item of where) yield* fieldsIn(item);
    return;
  }
  const { field, some, none, ...rest } = where as Record<string, unknown>;
  if (typeof field === 'string' && !field.includes('.')) yield field;
  if (some === undefined && none === undefined)
    for (const part of ['all', 'any', 'not']) yield* fieldsIn(rest[part]);
}

function missing(
  entity: Entity,
  field: Field,
  { views, slow, records }: { views: number; slow: SlowFigures | null; records: number },
): string {
  const saved = views === 1 ? 'A saved view filters' : `${views} saved views filter`;
  const byViews = `${saved} by ${entity.key}.${field.key}.`;
  const remedy =
    views === 0 && slow?.lacks === 'order'
      ? 'Publish a view in this order: its index comes with it'
      : 'Set "index: true" on the field';
  return [
    ...(views > 0 ? [byViews] : []),
    ...(slow ? [slowText(entity, slow)] : []),
    `${entity.key}.${field.key} has no index over about ${records} records. ${remedy}; it is built without blocking anybody.`,
  ].join(' ');
}

function unused(entity: Entity, field: Field, bytes: number): string {
  const size = `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;
  return `The index of ${entity.key}.${field.key} (${size}) was not used since PostgreSQL began to count, and slows every write. Take "index: true" away from the field.`;
}
