/** Views that people save from a list, for themselves, a team of theirs or for all. What a view shows is always limited by who looks. */
import { textOf } from '#metadata/label.ts';
import { filterOf, listQuery } from '#metadata/query.ts';
import type { SavedView, SavedViews } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { isId, newId } from '../ids.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { deleteSavedView, putSavedView, savedViewsFor } from '../store/saved-views.ts';
import { namesOfTeams } from '../store/teams.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { demand } from './read.ts';

export async function listSavedViews(ground: Ground, principal: Principal): Promise<SavedViews> {
  const { registry } = ground.model.live();
  const { rights } = ground.asker(ground.model.live(), principal);
  const { personId: me } = principal;
  const teamIds = principal.teamIds.filter(isId);
  const [rows, teams] = await Promise.all([
    savedViewsFor(ground.db, me, teamIds),
    namesOfTeams(ground.db, teamIds),
  ]);
  const items = rows
    .filter(({ entity }) => registry.entities.has(entity) && mayLook(entity))
    .map(({ id, entity, label, audience, teamId, personId, definition }) => ({
      key: id,
      entity,
      label,
      audience,
      ...(teamId !== null && { team: teamId }),
      definition: { ...definition },
      mine: personId === me,
      mayRemove: personId === me || rights.deeds.has('share_views'),
    }));
  const own = [...teams].map(([id, name]) => ({ id, name }));
  return { items, teams: own.sort((a, b) => a.name.localeCompare(b.name)) };

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
  { key, label, entity, audience = 'me', team, definition }: SavedView,
): Promise<{ key: string }> {
  const { personId } = principal;
  if (personId === null) throw forbidden('Only a person can save a view.');
  const live = ground.model.live();
  const who = ground.asker(live, principal);
  const of = visibleEntity(live.registry, who.rights, entity);
  if (audience === 'all' && !who.rights.deeds.has('share_views'))
    throw forbidden('None of your roles lets you share views with all; save it for yourself or your team.');
  const teamId = audience === 'team' ? ownTeam(principal, team) : null;
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
    audience,
    teamId,
    definition,
  };
  if (!(await putSavedView(ground.db, view, new Date(now))))
    throw forbidden('This view is somebody else’s; save it under another name.');
  return { key: id };
}

export async function removeSavedView(ground: Ground, principal: Principal, key: string): Promise<void> {
  const { personId } = principal;
  const others = ground.asker(ground.model.live(), principal).rights.deeds.has('share_views');
  const gone = isId(key) && personId !== null && (await deleteSavedView(ground.db, key, personId, others));
  if (!gone) throw notFound(`view of yours “${key}”`);
}

// helpers //////////

function ownTeam({ teamIds }: Principal, team: string | undefined): string {
  if (team === undefined || !isId(team) || !teamIds.includes(team))
    throw invalid([
      { path: 'team', code: 'no_team', message: 'You can share a view with teams you belong to.' },
    ]);
  return team;
}

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
