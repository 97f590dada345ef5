/** The content of a menu as its editor changes it. A group without entries is no group: it goes with its last one. */
import type { Label } from '#metadata/label.ts';
import type { MenuDefinition } from '#metadata/schemas/generated/definitions.ts';

export type Group = MenuDefinition['groups'][number];
export type Entry = Group['items'][number];

/** What an entry opens; one of them. */
const TARGETS = ['entity', 'view', 'start', 'page', 'url'] as const;
export type TargetKind = (typeof TARGETS)[number];

export interface Target {
  readonly kind: TargetKind;
  readonly value: string;
}

export function targetOf(entry: Entry): Target {
  const kind = TARGETS.find((one) => entry[one] !== undefined) ?? 'page';
  return { kind, value: entry[kind] ?? '' };
}

export function entryFor(
  { kind, value }: Target,
  { label, icon }: Pick<Entry, 'label' | 'icon'> = {},
): Entry {
  return { [kind]: value, ...(label && { label }), ...(icon && { icon }) } as Entry;
}

/** Where an entry stands. */
export interface Place {
  readonly group: number;
  readonly item: number;
}

export function setEntry(content: MenuDefinition, { group, item }: Place, entry: Entry): MenuDefinition {
  return withItems(content, group, (items) => items.map((one, i) => (i === item ? entry : one)));
}

export function addEntry(content: MenuDefinition, group: number, entry: Entry): MenuDefinition {
  return withItems(content, group, (items) => [...items, entry]);
}

export function addGroup(content: MenuDefinition, entry: Entry): MenuDefinition {
  return withGroups(content, [...content.groups, { items: [entry] }]);
}

export function removeEntry(content: MenuDefinition, { group, item }: Place): MenuDefinition {
  return withItems(content, group, (items) => items.filter((_, i) => i !== item));
}

/** To another place, counted after it was taken out. */
export function moveEntry(content: MenuDefinition, from: Place, to: Place): MenuDefinition {
  const entry = content.groups[from.group]?.items[from.item];
  if (!entry) return content;
  const groups = content.groups.map((group, i) => {
    let items = [...group.items];
    if (i === from.group) items = items.filter((_, at) => at !== from.item);
    if (i === to.group) items.splice(to.item, 0, entry);
    return { ...group, items };
  });
  return withGroups(content, groups);
}

export function moveGroup(content: MenuDefinition, from: number, to: number): MenuDefinition {
  const groups = [...content.groups];
  const [group] = groups.splice(from, 1);
  if (!group) return content;
  groups.splice(to, 0, group);
  return withGroups(content, groups);
}

export function setGroupLabel(
  content: MenuDefinition,
  group: number,
  label: Label | undefined,
): MenuDefinition {
  return withGroups(
    content,
    content.groups.map((one, i) => {
      if (i !== group) return one;
      const { label: _, ...rest } = one;
      return label ? { label, ...rest } : rest;
    }),
  );
}

export function removeGroup(content: MenuDefinition, group: number): MenuDefinition {
  return withGroups(
    content,
    content.groups.filter((_, i) => i !== group),
  );
}

/** Whether anything would be left without this entry. */
export function isLastEntry({ groups }: MenuDefinition): boolean {
  return groups.length === 1 && groups[0]!.items.length === 1;
}

// helpers //////////

function withItems(
  content: MenuDefinition,
  group: number,
  change: (items: readonly Entry[]) => readonly Entry[],
): MenuDefinition {
  return withGroups(
    content,
    content.groups.map((one, i) => (i === group ? { ...one, items: [...change(one.items)] } : one)),
  );
}

function withGroups(content: MenuDefinition, groups: readonly Group[]): MenuDefinition {
  return { ...content, groups: groups.filter(({ items }) => items.length > 0) };
}
