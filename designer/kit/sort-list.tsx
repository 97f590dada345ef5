/**
 * Lines that are put in order: dragged by their grip, or moved by Alt with the arrow keys where the focus is. The lines are drawn by
 * who uses it.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '#ui/i18n.tsx';
import classes from './sort-list.module.css';

export interface SortListProps {
  readonly ids: readonly string[];
  readonly onMove: (from: number, to: number) => void;
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function SortList({ ids, onMove, label, className, children }: SortListProps) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const drop = ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(String(active.id)), over ? ids.indexOf(String(over.id)) : -1];
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  };
  const press = (event: KeyboardEvent<HTMLOListElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const line = (event.target as HTMLElement).closest('[data-sort-id]');
    if (!event.altKey || by === 0 || !line) return;
    const from = ids.indexOf(line.getAttribute('data-sort-id') ?? '');
    if (from < 0 || from + by < 0 || from + by >= ids.length) return;
    event.preventDefault();
    onMove(from, from + by);
    // The focus goes with the line, so that it can be moved on.
    const list = event.currentTarget;
    requestAnimationFrame(() =>
      list.children[from + by]?.querySelector<HTMLElement>('button, a, [tabindex="0"]')?.focus(),
    );
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        <ol className={className} aria-label={label} onKeyDown={press}>
          {children}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

export interface SortLineProps {
  readonly id: string;
  readonly className?: string;
  readonly chosen?: boolean;
  readonly children: ReactNode;
}

export function SortLine({ id, className, chosen, children }: SortLineProps) {
  const t = useText();
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={`${classes.line} ${className ?? ''}`}
      data-sort-id={id}
      data-dragged={isDragging}
      data-chosen={chosen}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
    >
      <span className={classes.grip} {...listeners} title={t('design.move')}>
        <IconGripVertical size={14} aria-hidden />
      </span>
      {children}
    </li>
  );
}

/** The list with one of its items moved. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  next.splice(to, 0, item as T);
  return next;
}
