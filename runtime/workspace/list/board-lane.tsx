/** A lane of the board: head with how many and their sum, cards, what the stage requires while a card hangs above it. */
import { Draggable, type DraggableProvidedDragHandleProps, Droppable } from '@hello-pangea/dnd';
import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconLockOpen, IconPlus } from '@tabler/icons-react';
import type { RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { Cell } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Count } from '#ui/pill.tsx';
import { requirementsOf } from '#ui/stage-requirements.ts';
import { StageRing } from '#ui/stage-ring.tsx';
import classes from './board.module.css';
import type { LaneFigure } from './board.tsx';
import { BoardCard } from './board-card.tsx';
import type { Lane } from './lanes.ts';

export interface BoardLaneProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly lane: Lane;
  /** Fields on a card. */
  readonly card: readonly string[];
  readonly records: readonly RecordValues[];
  readonly waiting: boolean;
  readonly more: boolean;
  readonly onMore: () => void;
  readonly figure: LaneFigure | undefined;
  readonly sum: string | undefined;
  readonly dragged: RecordValues | null;
  /** The dragged card may not be dropped here. */
  readonly closed: boolean;
  /** Nothing may be moved. */
  readonly locked: boolean;
  readonly mayCreate: boolean;
  /** What a card made here is, where the board shows one kind. */
  readonly kind: string | null;
}

export function BoardLane(props: BoardLaneProps) {
  const t = useText();
  const { entity, lane, records, dragged, closed, locked } = props;
  return (
    <Droppable droppableId={lane.key} isDropDisabled={closed}>
      {(drop, { isDraggingOver }) => (
        <section className={classes.lane} data-over={isDraggingOver} data-closed={closed}>
          <Head {...props} />
          <div ref={drop.innerRef} {...drop.droppableProps} className={classes.cards}>
            {isDraggingOver && dragged && <Requirements {...props} record={dragged} />}
            {props.waiting && <Skeleton height={84} />}
            {records.map((record, i) => (
              <Draggable key={record.id} draggableId={record.id} index={i} isDragDisabled={locked}>
                {(drag, { isDragging }) => (
                  <div
                    ref={drag.innerRef}
                    {...drag.draggableProps}
                    {...handleOf(record, drag.dragHandleProps)}
                    className={classes.slot}
                    data-dragging={isDragging}
                  >
                    <BoardCard entity={entity} record={record} paths={props.card} />
                  </div>
                )}
              </Draggable>
            ))}
            {drop.placeholder}
            {props.more && (
              <Button variant="subtle" color="gray" size="xs" onClick={props.onMore}>
                {t('ui.list.more')}
              </Button>
            )}
          </div>
        </section>
      )}
    </Droppable>
  );
}

// helpers //////////

/** The library makes the handle a button; a button must hold no link, and the card's title is one. */
function handleOf({ title }: RecordValues, props: DraggableProvidedDragHandleProps | null) {
  return { ...props, role: 'group', 'aria-label': String(title ?? '') };
}

function Head({ entity, field, lane, figure, sum, mayCreate, kind }: BoardLaneProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const pipeline = field.type.stages?.(field, kind ?? undefined);
  const summed = sum === undefined ? undefined : entity.fields.get(sum);
  const name = label(lane.label, lane.key);
  const begin = encodeURIComponent(
    JSON.stringify({ [field.key]: lane.key, ...(kind !== null && { [entity.types!.by]: kind }) }),
  );
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        {pipeline ? (
          <StageRing pipeline={pipeline} stage={lane.key} />
        ) : (
          lane.colour && (
            <span className={classes.dot} style={{ background: lane.colour }} aria-hidden="true" />
          )
        )}
        <h2 className={classes.name}>{name}</h2>
        {figure && <Count value={format.number(figure.count)} />}
        <span className={classes.space} />
        {mayCreate && (
          <ActionIcon
            size={24}
            component={Link}
            href={`/records/${entity.key}/new?set=${begin}`}
            aria-label={t('list.board.createIn', { lane: name })}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
      {summed && figure?.sum !== undefined && figure.sum !== null && (
        <span className={classes.sum}>
          <Cell field={summed} value={figure.sum} dense />
        </span>
      )}
    </header>
  );
}

function Requirements({ entity, field, lane, record }: BoardLaneProps & { readonly record: RecordValues }) {
  const t = useText();
  const label = useLabel();
  const stage = field.type.stages?.(field).stages.find(({ key }) => key === lane.key);
  const needs = stage && record[field.key] !== lane.key ? requirementsOf(stage, field, record) : [];
  if (!stage || needs.length === 0) return null;
  return (
    <div className={classes.needs}>
      <p>
        <IconLockOpen size={15} aria-hidden />
        <b>{t('list.board.requires', { stage: label(stage.label, stage.key) })}</b>
      </p>
      <ul>
        {needs.map(({ kind, key, met }) => {
          const Mark = met ? IconCircleCheck : IconCircleDashed;
          return (
            <li key={key} data-met={met}>
              <Mark size={15} aria-hidden />
              {kind === 'check'
                ? label(stage.checklist[key], key)
                : label(entity.fields.get(key)?.label, key)}
            </li>
          );
        })}
      </ul>
      {needs.some(({ met }) => !met) && <p>{t('list.board.asked')}</p>}
    </div>
  );
}
