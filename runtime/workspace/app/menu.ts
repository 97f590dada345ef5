/** The navigation from the metadata: the menu of the person's roles, or every entity they may see where no menu is made. */
import type { Me } from '#api/session.ts';
import type { Label } from '#metadata/label.ts';
import type {
  EntityDefinition,
  MenuDefinition,
  MenuEntry,
  RoleDefinition,
  SolutionDefinition,
  ViewDefinition,
} from '#metadata/schemas/generated/definitions.ts';
import type { NavGroup, NavItem } from '#ui/app-shell.tsx';
import type { Translate } from '#ui/i18n.tsx';
import { accessTo, contentOf, definitionsOfKind, type Model } from '#ui/model.ts';

export interface MenuGround {
  readonly model: Model;
  readonly me: Pick<Me, 'roles'>;
  readonly t: Translate;
  readonly label: (label: Label | undefined, key: string) => string;
  /** Open tasks of the person. */
  readonly open: number;
}

/** The solution every installation has; its entities stand last. */
const PEOPLE = 'people';

export function menuGroups(ground: MenuGround): NavGroup[] {
  const inbox: NavItem = {
    key: 'inbox',
    label: ground.t('app.nav.inbox'),
    icon: 'inbox',
    href: '/inbox',
    count: ground.open,
  };
  const made = withoutRepeats(ownMenus(ground).flatMap((menu, i) => groupsOf(menu, ground, `menu${i}`)));
  const groups = made.length > 0 ? made : madeGroups(ground);
  const [first, ...rest] = groups;
  if (first && first.label === undefined) return [{ key: 'first', items: [inbox, ...first.items] }, ...rest];
  return [{ key: 'first', items: [inbox] }, ...groups];
}

/** Entities in the order of the menu, each once; those of no menu are not offered. */
export function menuEntities(ground: Omit<MenuGround, 't' | 'open'>): string[] {
  const { model } = ground;
  const entries = ownMenus(ground).flatMap((menu) => menu.groups.flatMap((group) => group.items));
  const named = entries.flatMap((entry) => {
    const view = entry.view ? contentOf<ViewDefinition>(model, 'view', keyOf(entry.view)) : undefined;
    const entity = entry.entity ?? view?.entity;
    return entity ? [keyOf(entity)] : [];
  });
  const all = named.length > 0 ? named : listedEntities(model).map(({ key }) => key);
  return [...new Set(all)].filter((key) => maySee(model, key));
}

// helpers //////////

function ownMenus({ model, me }: Pick<MenuGround, 'model' | 'me'>): MenuDefinition[] {
  const keys = me.roles.flatMap((role) => contentOf<RoleDefinition>(model, 'role', role)?.menu ?? []);
  const named = [...new Set(keys.map(keyOf))].flatMap(
    (key) => contentOf<MenuDefinition>(model, 'menu', key) ?? [],
  );
  if (named.length > 0) return named;
  // Roles without a menu, such as the administrator's: the one that leads to most.
  const [widest] = definitionsOfKind(model, 'menu')
    .map(({ content }) => content as unknown as MenuDefinition)
    .sort((a, b) => entriesOf(b) - entriesOf(a));
  return widest ? [widest] : [];
}

/** Menus of several roles may lead to the same places: the first entry stays. */
function withoutRepeats(groups: readonly NavGroup[]): NavGroup[] {
  const seen = new Set<string>();
  return groups.flatMap((group) => {
    const items = group.items.filter(({ key }) => !seen.has(key));
    for (const { key } of items) seen.add(key);
    return items.length > 0 ? [{ ...group, items }] : [];
  });
}

function entriesOf({ groups }: MenuDefinition): number {
  return groups.reduce((count, { items }) => count + items.length, 0);
}

function groupsOf(menu: MenuDefinition, ground: MenuGround, prefix: string): NavGroup[] {
  return menu.groups.flatMap((group, i) => {
    const items = group.items.flatMap((entry) => itemOf(entry, ground) ?? []);
    if (items.length === 0) return [];
    const key = `${prefix}-${i}`;
    return [{ key, label: group.label === undefined ? undefined : ground.label(group.label, key), items }];
  });
}

/** Null for what the person may not see and for pages that do not exist. */
function itemOf(entry: MenuEntry, { model, label }: MenuGround): NavItem | null {
  if (entry.entity !== undefined) {
    const key = keyOf(entry.entity);
    const entity = contentOf<EntityDefinition>(model, 'entity', key);
    if (!entity || !maySee(model, key)) return null;
    return {
      key: `entity-${key}`,
      label: label(entry.label ?? entity.plural ?? entity.label, key),
      icon: entry.icon ?? entity.icon ?? 'list',
      href: `/records/${key}`,
    };
  }
  if (entry.view !== undefined) {
    const key = keyOf(entry.view);
    const view = contentOf<ViewDefinition>(model, 'view', key);
    const of = view && keyOf(view.entity);
    if (!view || !of || !maySee(model, of)) return null;
    return {
      key: `view-${key}`,
      label: label(entry.label ?? view.label, key),
      icon: entry.icon ?? contentOf<EntityDefinition>(model, 'entity', of)?.icon ?? 'list',
      href: `/records/${of}?view=${key}`,
    };
  }
  if (entry.start !== undefined) {
    const key = keyOf(entry.start);
    return {
      key: `start-${key}`,
      label: label(entry.label, key),
      icon: entry.icon ?? 'player-play',
      href: `/start/${encodeURIComponent(key)}`,
    };
  }
  if (entry.url !== undefined)
    return {
      key: entry.url,
      label: label(entry.label, entry.url),
      icon: entry.icon ?? 'link',
      href: entry.url,
    };
  return null;
}

function madeGroups({ model, label }: MenuGround): NavGroup[] {
  const groups = new Map<string, NavItem[]>();
  for (const { key, solution, content } of listedEntities(model)) {
    const entity = content as unknown as EntityDefinition;
    const item: NavItem = {
      key: `entity-${key}`,
      label: label(entity.plural ?? entity.label, key),
      icon: entity.icon ?? 'list',
      href: `/records/${key}`,
    };
    groups.set(solution, [...(groups.get(solution) ?? []), item]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === PEOPLE) - Number(b === PEOPLE))
    .map(([solution, items]) => ({
      key: solution,
      label: label(contentOf<SolutionDefinition>(model, 'solution', solution)?.title, solution),
      items,
    }));
}

/** Those that stand for themselves: parts of other records are reached through these. */
function listedEntities(model: Model) {
  return definitionsOfKind(model, 'entity').filter(
    ({ key, content }) => maySee(model, key) && !(content as unknown as EntityDefinition).part_of,
  );
}

function maySee(model: Model, entity: string): boolean {
  return accessTo(model, entity).see !== 'none';
}

/** `crm/deal` → `deal`. */
function keyOf(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}
