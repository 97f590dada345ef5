/**
 * A form as rows of items in sections, and back into its file: items that say nothing but their field are written as its key, rows of
 * one item as that item. What is moved, placed or taken away here are pure functions over that.
 */
import type { Label } from '#metadata/label.ts';
import type { FormDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';

export interface ItemSettings {
  readonly field?: string;
  readonly text?: Label;
  readonly label?: Label;
  readonly help?: Label;
  readonly show?: string;
  readonly required?: boolean | string;
  readonly read_only?: boolean | string;
  readonly default?: Json;
  readonly control?: string;
  readonly columns?: readonly string[];
}

export interface SectionRows {
  readonly label?: Label;
  readonly show?: string;
  readonly collapsed?: boolean;
  readonly rows: readonly (readonly ItemSettings[])[];
}

/** Where an item stands. */
export interface Place {
  readonly section: number;
  readonly row: number;
  readonly at: number;
}

/** Where one shall go: into a row, or (`at` null) as a row of its own before `row`. */
export interface Spot {
  readonly section: number;
  readonly row: number;
  readonly at: number | null;
}

/** Items side by side at most. */
export const MOST_IN_ROW = 4;

export function sectionsOf({ sections = [] }: Pick<FormDefinition, 'sections'>): readonly SectionRows[] {
  return sections.map(({ fields, ...section }) => ({
    ...section,
    rows: fields.map((row) => (Array.isArray(row) ? row : [row]).map(settingsOf)),
  }));
}

/** Rows and sections that nothing stands in are left out; a form must show something, so that the last item stays. */
export function withSections(content: FormDefinition, sections: readonly SectionRows[]): FormDefinition {
  const written = sections.flatMap(({ rows, ...section }) => {
    const fields = rows
      .filter((row) => row.length > 0)
      .map((row) => {
        const items = row.map(shortened);
        return items.length === 1 ? items[0] : items;
      });
    return fields.length > 0 ? [{ ...given(section), fields }] : [];
  });
  if (written.length === 0) return content;
  return { ...content, sections: written } as unknown as FormDefinition;
}

export function placedFields(sections: readonly SectionRows[]): readonly string[] {
  return sections.flatMap(({ rows }) => rows.flat()).flatMap(({ field }) => field ?? []);
}

export function itemAt(
  sections: readonly SectionRows[],
  { section, row, at }: Place,
): ItemSettings | undefined {
  return sections[section]?.rows[row]?.[at];
}

export function withItem(
  sections: readonly SectionRows[],
  place: Place,
  change: (item: ItemSettings) => ItemSettings,
): SectionRows[] {
  return changeRow(sections, place, (row) => row.map((item, at) => (at === place.at ? change(item) : item)));
}

export function without(sections: readonly SectionRows[], place: Place): SectionRows[] {
  return changeRow(sections, place, (row) => row.filter((_, at) => at !== place.at));
}

/** A row that is full gets no more: the item then has a row of its own below it. */
export function placed(
  sections: readonly SectionRows[],
  item: ItemSettings,
  { section, row, at }: Spot,
): SectionRows[] {
  return sections.map((one, i) => {
    if (i !== section) return one;
    const rows = [...one.rows];
    const target = rows[row];
    if (at === null || !target) rows.splice(row, 0, [item]);
    else if (target.length >= MOST_IN_ROW) rows.splice(row + 1, 0, [item]);
    else rows[row] = [...target.slice(0, at), item, ...target.slice(at)];
    return { ...one, rows };
  });
}

/** The item goes to the spot, as the form was before it left; where it stands then is told too. */
export function movedItem(
  sections: readonly SectionRows[],
  from: Place,
  to: Spot,
): { readonly sections: SectionRows[]; readonly place: Place } {
  const item = itemAt(sections, from);
  if (!item) return { sections: [...sections], place: from };
  const left = without(sections, from);
  const sameRow = from.section === to.section && from.row === to.row && to.at !== null;
  const spot = sameRow && from.at < to.at! ? { ...to, at: to.at! - 1 } : to;
  const next = tidied(placed(left, item, spot));
  return { sections: next, place: placeOf(next, item) ?? from };
}

/** Up and down are rows of their own, left and right places beside the neighbours; null where nothing is there. */
export function nudged(sections: readonly SectionRows[], from: Place, key: string): Spot | null {
  const row = sections[from.section]?.rows[from.row] ?? [];
  const alone = row.length === 1;
  if (key === 'ArrowLeft')
    return from.at > 0
      ? { ...from, at: from.at - 1 }
      : alone && from.row > 0
        ? beside(sections, from, -1)
        : null;
  if (key === 'ArrowRight') return from.at < row.length - 1 ? { ...from, at: from.at + 2 } : null;
  if (key === 'ArrowUp') {
    if (!alone) return { ...from, at: null };
    if (from.row > 0) return { ...from, row: from.row - 1, at: null };
    const above = sections[from.section - 1];
    return above ? { section: from.section - 1, row: above.rows.length, at: null } : null;
  }
  if (key === 'ArrowDown') {
    const rows = sections[from.section]?.rows.length ?? 0;
    if (from.row + 1 < rows) return { ...from, row: from.row + (alone ? 2 : 1), at: null };
    if (!alone) return { ...from, row: from.row + 1, at: null };
    return sections[from.section + 1] ? { section: from.section + 1, row: 0, at: null } : null;
  }
  return null;
}

export function placeOf(sections: readonly SectionRows[], item: ItemSettings): Place | null {
  for (const [section, { rows }] of sections.entries())
    for (const [row, items] of rows.entries()) {
      const at = items.indexOf(item);
      if (at >= 0) return { section, row, at };
    }
  return null;
}

/** Rows in which nothing stands any more. */
export function tidied(sections: readonly SectionRows[]): SectionRows[] {
  return sections.map((section) => ({ ...section, rows: section.rows.filter((row) => row.length > 0) }));
}

/** What says nothing is left out. */
export function given<T extends object>(all: T): T {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  ) as T;
}

// helpers //////////

function settingsOf(item: unknown): ItemSettings {
  return typeof item === 'string' ? { field: item } : (item as ItemSettings);
}

function shortened(item: ItemSettings): ItemSettings | string {
  const settings = given(item);
  const keys = Object.keys(settings);
  return keys.length === 1 && settings.field !== undefined ? settings.field : settings;
}

function changeRow(
  sections: readonly SectionRows[],
  place: Pick<Place, 'section' | 'row'>,
  change: (row: readonly ItemSettings[]) => readonly ItemSettings[],
): SectionRows[] {
  return sections.map((section, i) =>
    i !== place.section
      ? section
      : { ...section, rows: section.rows.map((row, j) => (j === place.row ? change(row) : row)) },
  );
}

/** At the end of the row above. */
function beside(sections: readonly SectionRows[], { section, row }: Place, by: number): Spot | null {
  const other = sections[section]?.rows[row + by];
  return other && other.length < MOST_IN_ROW ? { section, row: row + by, at: other.length } : null;
}
