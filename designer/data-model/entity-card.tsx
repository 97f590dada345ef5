/** An entity on the canvas: icon and name, its first fields with their types, how many more there are. */

import { IconStarFilled } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Pill } from '#ui/pill.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import classes from './entity-card.module.css';
import { fieldIcon } from './field-icon.ts';
import { calculated, fieldMark, goneFields, ownFields } from './model-fields.ts';
import { useTypeText } from './type-text.ts';

export interface EntityCardData extends Record<string, unknown> {
  readonly entity: Entity;
  readonly order: number;
}

export const WIDTH = 228;
const HEAD = 40;
const LINE = 27;
const MOST = 8;

export function shownFields(entity: Entity): readonly Field[] {
  return ownFields(entity).slice(0, MOST);
}

export function heightOfCard(entity: Entity): number {
  const own = ownFields(entity).length;
  return HEAD + Math.min(own, MOST) * LINE + (own > MOST ? LINE : 0) + 8;
}

export function EntityCard({ data: { entity }, selected }: NodeProps<Node<EntityCardData, 'entity'>>) {
  const t = useText();
  const text = useLabelText();
  const draft = useDraft();
  const typeText = useTypeText();
  const own = ownFields(entity);
  const titles = new Set(entity.title.flatMap((part) => ('path' in part ? [part.path[0]!] : [])));
  const isNew = !draft.live.entities.has(entity.key);
  return (
    <div className={classes.card} data-chosen={selected} style={{ width: WIDTH }}>
      <Handle
        type="target"
        position={Position.Right}
        id="in"
        className={classes.handle}
        isConnectable={false}
      />
      <div className={classes.head}>
        <Icon name={entity.icon ?? 'database'} size={17} />
        <b>{text(entity.label, entity.key)}</b>
        {isNew && (
          <Pill small tone="accent">
            {t('design.mark.new')}
          </Pill>
        )}
      </div>
      {shownFields(entity).map((field) => {
        const mark = isNew ? null : fieldMark(draft, entity.key, field);
        return (
          <div key={field.key} className={classes.field} data-mark={mark}>
            <Icon name={fieldIcon(field.type.key, calculated(field))} size={15} />
            <span className={classes.name}>{text(field.label, field.key)}</span>
            {titles.has(field.key) && <IconStarFilled size={11} className={classes.star} aria-hidden />}
            {mark ? (
              <span className={classes.mark}>
                <Pill small tone="accent">
                  {t(`design.mark.${mark}`)}
                </Pill>
              </span>
            ) : (
              <span className={classes.type}>{typeText(field)}</span>
            )}
            <Handle
              type="source"
              position={Position.Left}
              id={field.key}
              className={classes.handle}
              isConnectable={false}
            />
          </div>
        );
      })}
      {goneFields(draft, entity).map((field) => (
        <div key={field.key} className={classes.field}>
          <Icon name={fieldIcon(field.type.key)} size={15} />
          <s className={classes.name}>{text(field.label, field.key)}</s>
          <span className={classes.mark}>
            <Pill small tone="bad">
              {t('design.mark.removed')}
            </Pill>
          </span>
        </div>
      ))}
      {own.length > MOST && (
        <div className={classes.more}>{t('design.overview.more', { count: own.length - MOST })}</div>
      )}
      <Handle type="source" position={Position.Left} id="" className={classes.foot} isConnectable={false} />
    </div>
  );
}
