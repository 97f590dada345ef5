/** Views that people save from a list, for themselves or for all. What a view shows is always limited by who looks. */
import { textOf } from '#metadata/label.ts';
import { filterOf, listQuery } from '#metadata/query.ts';
import type { SavedView } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { isId, newId } from '../ids.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { deleteSavedView, putSavedView, savedViewsFor } from '../store/saved-views.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { demand } from './read.ts';

type Shown = SavedView & { key: string; mine: boolean };

export async function listSavedViews(ground: Ground, principal: Principal): Promise<{ items: Shown[] }> {
  const { registry } = ground.model.live();
  const { rights } = ground.asker(ground.model.live(), principal);
  const rows = await savedViewsFor(ground.db, principal.personId);
  const items = rows
    .filter(({ entity }) => registry.entities.has(entity) && mayLook(entity))
    .map(({ id, entity, label, shared, personId, definition }) => ({
      key: id,
      entity,
      label,
      shared,
      definition: { ...definition },
      mine: personId === principal.personId,
    }));
  return { items };

  function mayLook(key: string): boolean {
    try {
      visibleEntity(registry, rights, key);
      return true;
    } catch {
      return false;
    }
  }
}

export async function saveView(
  ground: Ground,
  principal: Principal,
  { key, label, entity, shared = false, definition }: SavedView,
): Promise<{ key: string }> {
  const { personId } = principal;
  if (personId === null) throw forbidden('Only a person can save a view.');
  const live = ground.model.live();
  const who = ground.asker(live, principal);
  const of = visibleEntity(live.registry, who.rights, entity);
  if (shared && !who.rights.deeds.has('share_views'))
    throw forbidden('None of your roles lets you share views; save it for yourself.');
  if (key !== undefined && !isId(key)) throw notFound(`view “${key}”`);
  // What can't be shown to its maker is refused now rather than when it is opened.
  demand(listQuery(shownPart(definition), of, who));
  if (definition.where !== undefined) demand(filterOf(definition.where, of, who));
  if (JSON.stringify(definition).length > 20_000)
    throw invalid([{ path: 'definition', code: 'too_long', message: 'The view is too large to be saved.' }]);
  const now = ground.clock.now();
  const id = key ?? newId(now);
  const view = {
    id,
    personId,
    entity,
    label: label.trim() || textOf(of.plural, 'en', entity),
    shared,
    definition,
  };
  if (!(await putSavedView(ground.db, view, new Date(now))))
    throw forbidden('This view is somebody else’s; save it under another name.');
  return { key: id };
}

export async function removeSavedView(ground: Ground, principal: Principal, key: string): Promise<void> {
  const mine =
    isId(key) && principal.personId !== null && (await deleteSavedView(ground.db, key, principal.personId));
  if (!mine) throw notFound(`view of yours “${key}”`);
}

// helpers //////////

/** Columns and order of a view as the query that will show it. */
function shownPart(definition: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { columns, sort } = definition;
  const fields = Array.isArray(columns)
    ? columns.map((column: unknown) =>
        typeof column === 'object' && column !== null ? (column as { field?: unknown }).field : column,
      )
    : undefined;
  return { ...(fields && { fields }), ...(sort !== undefined && { sort }) };
}
