/**
 * The cell of the table one stands on, and whether it is edited. Arrows, Home and End move within the table, J and K from
 * anywhere; Enter, F2 or a double click edit. Column 0 is the title.
 */
import { type KeyboardEvent as KeyEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Json } from '#metadata/value.ts';

export interface Spot {
  readonly id: string;
  readonly column: number;
}

export interface Editing extends Spot {
  readonly refused: { readonly value: Json; readonly why: string } | null;
}

export interface Grid {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly active: Spot | null;
  readonly editing: Editing | null;
  choose(spot: Spot): void;
  edit(spot: Spot, refused?: Editing['refused']): void;
  /** Ends editing; goes on by so many cells that can be edited. */
  leave(step?: -1 | 0 | 1): void;
  /** To the next or an earlier record. */
  move(by: number): void;
  readonly onKeyDown: (event: KeyEvent) => void;
}

type Press = Pick<KeyEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault'>;

export interface GridOptions {
  readonly records: readonly RecordValues[];
  /** How many columns there are, the title's included. */
  readonly width: number;
  readonly mayEdit: (column: number) => boolean;
  /** Brings a record onto the screen. */
  readonly scrollTo: (index: number) => void;
}

export function useGrid({ records, width, mayEdit, scrollTo }: GridOptions): Grid {
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Spot | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  /** The cell shall take the focus as soon as it is drawn. */
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current || !active || editing) return;
    const cell = table.current?.querySelector<HTMLElement>(`[data-spot="${active.id} ${active.column}"]`);
    if (!cell) return;
    wanted.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const choose = (spot: Spot) => {
    wanted.current = true;
    setActive(spot);
  };
  const edit: Grid['edit'] = (spot, refused = null) => {
    setActive(spot);
    if (mayEdit(spot.column)) setEditing({ ...spot, refused });
  };
  const goTo = (index: number, column: number) => {
    const record = records[Math.min(records.length - 1, Math.max(0, index))];
    if (!record) return;
    scrollTo(records.indexOf(record));
    choose({ id: record.id, column: Math.min(width - 1, Math.max(0, column)) });
  };
  const index = active ? records.findIndex(({ id }) => id === active.id) : -1;
  const column = active?.column ?? 0;
  const press = (event: Press) => {
    if (editing || !active || event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = {
      ArrowDown: () => goTo(index + 1, column),
      ArrowUp: () => goTo(index - 1, column),
      ArrowRight: () => goTo(index, column + 1),
      ArrowLeft: () => goTo(index, column - 1),
      Home: () => goTo(index, 0),
      End: () => goTo(index, width - 1),
      F2: () => edit(active),
      Escape: () => setActive(null),
      // In the title's column Enter follows the link.
      Enter: column > 0 && mayEdit(column) ? () => edit(active) : undefined,
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  const latest = useRef(press);
  latest.current = press;
  // A row that is scrolled away is no longer drawn and takes the focus with it; keys go on from where one stood.
  useEffect(() => {
    const lost = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && document.activeElement === document.body) latest.current(event);
    };
    window.addEventListener('keydown', lost, { capture: true });
    return () => window.removeEventListener('keydown', lost, { capture: true });
  }, []);
  return {
    table,
    active,
    editing,
    choose,
    edit,
    leave(step = 0) {
      setEditing(null);
      wanted.current = true;
      if (!active || step === 0) return;
      for (let next = column + step; next >= 0 && next < width; next += step)
        if (mayEdit(next)) return edit({ id: active.id, column: next });
    },
    move: (by) => goTo(index < 0 ? 0 : index + by, column),
    onKeyDown(event) {
      if ((event.target as Element).hasAttribute('data-spot')) press(event);
    },
  };
}
