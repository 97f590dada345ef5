/** The fields of an entity in their order; dragged, or moved by Alt with the arrow keys. A press opens the field. */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { allTexts } from '#metadata/label.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link } from '#ui/link.tsx';
import { Pill } from '#ui/pill.tsx';
import { fieldAddress } from '../draft/addresses.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { Section } from '../kit/panel.tsx';
import { fieldIcon } from './field-icon.ts';
import classes from './field-list.module.css';
import { calculated, fieldMark, goneFields, ownFields, systemFields } from './model-fields.ts';
import { useTypeText } from './type-text.ts';

export function FieldList({ entity, words }: { readonly entity: Entity; readonly words: string }) {
  const t = useText();
  const text = useLabelText();
  const typeText = useTypeText();
  const make = useMake();
  const draft = useDraft();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const definition = `entity/${entity.key}`;
  const own = ownFields(entity);
  const sortable = own.filter(({ origin }) => origin?.definition === definition).map(({ key }) => key);
  const shown = own.filter((field) =>
    [field.key, ...allTexts(field.label)].join(' ').toLowerCase().includes(words.toLowerCase()),
  );
  const move = (field: string, to: number) => {
    const from = sortable.indexOf(field);
    if (from < 0 || to < 0 || to >= sortable.length || from === to) return;
    make([{ change: 'order_fields', definition, order: arrayMove(sortable, from, to) }], { together: true });
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) move(String(active.id), sortable.indexOf(String(over.id)));
  };
  return (
    <>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <SortableContext items={sortable} strategy={verticalListSortingStrategy}>
          <ul className={classes.list}>
            {shown.map((field) => (
              <FieldLine
                key={field.key}
                entity={entity}
                field={field}
                fixed={words !== '' || !sortable.includes(field.key)}
                onMove={(by) => move(field.key, sortable.indexOf(field.key) + by)}
              />
            ))}
            {goneFields(draft, entity).map((field) => (
              <li key={field.key} className={classes.field}>
                <Icon name={fieldIcon(field.type.key)} size={16} className={classes.icon} />
                <s>{text(field.label, field.key)}</s>
                <Pill small tone="bad">
                  {t('design.mark.removed')}
                </Pill>
              </li>
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <Section title={t('design.entity.system', { count: systemFields(entity).length })} shut>
        {systemFields(entity).map((field) => (
          <div key={field.key} className={classes.system}>
            <Icon name={fieldIcon(field.type.key)} size={16} className={classes.icon} />
            {text(field.label, field.key)}
            <code>{field.key}</code>
            <span className={classes.type}>{typeText(field)}</span>
          </div>
        ))}
      </Section>
    </>
  );
}

// helpers //////////

function FieldLine({
  entity,
  field,
  fixed,
  onMove,
}: {
  readonly entity: Entity;
  readonly field: Field;
  readonly fixed: boolean;
  readonly onMove: (by: number) => void;
}) {
  const t = useText();
  const text = useLabelText();
  const typeText = useTypeText();
  const draft = useDraft();
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: field.key,
    disabled: fixed,
  });
  const mark = fieldMark(draft, entity.key, field);
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0 || fixed) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <li
      ref={setNodeRef}
      className={classes.field}
      data-dragged={isDragging}
      data-mark={mark}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
    >
      <span className={classes.grip} {...(fixed ? {} : listeners)} title={t('design.field.move')}>
        {!fixed && <IconGripVertical size={14} aria-hidden />}
      </span>
      <Link href={fieldAddress(entity.key, field.key)} className={classes.link} onKeyDown={press}>
        <Icon name={fieldIcon(field.type.key, calculated(field))} size={16} className={classes.icon} />
        <span className={classes.name}>{text(field.label, field.key)}</span>
        {field.required && <span className={classes.note}>{t('design.field.required')}</span>}
        {mark && (
          <Pill small tone="accent">
            {t(`design.mark.${mark}`)}
          </Pill>
        )}
        <span className={classes.type}>{typeText(field)}</span>
      </Link>
    </li>
  );
}
