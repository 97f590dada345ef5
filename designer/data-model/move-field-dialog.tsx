/** Moves a field to an entity a lookup connects it with: where to, under which key, and what becomes of the values. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import classes from './data-dialog.module.css';
import { definitionOfField } from './field-changes.ts';
import { isFieldKey } from './field-content.ts';
import { moveChange, movePlaces } from './move-places.ts';

export interface MoveFieldDialogProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly onClose: () => void;
  readonly onMoved: (entity: string, field: string) => void;
}

export function MoveFieldDialog({ entity, field, onClose, onMoved }: MoveFieldDialogProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const places = movePlaces(registry, entity);
  const [chosen, choose] = useState(0);
  const [key, setKey] = useState(field.key);
  const place = places[chosen]!;
  const entityName = (one: Entity) => text(one.label, one.key);
  const names = {
    here: entityName(entity),
    there: entityName(place.to),
    lookup: text(place.along.label, place.along.key),
  };
  const wrong = place.to.fields.has(key) ? t('design.keyTaken') : !isFieldKey(key) && t('design.keyWrong');
  const change = moveChange(definitionOfField(entity, field.key), field.key, place, key);
  return (
    <ChangeDialog
      title={t('design.moveField.title', { name: text(field.label, field.key) })}
      verb={t('design.moveField.do')}
      change={wrong ? null : change}
      size={620}
      onClose={onClose}
      onMade={() => onMoved(place.to.key, key)}
    >
      <NativeSelect
        label={t('design.moveField.to')}
        value={String(chosen)}
        data={places.map(({ to, along, way }, at) => ({
          value: String(at),
          label: t(`design.moveField.place.${way}`, {
            name: entityName(to),
            lookup: text(along.label, along.key),
          }),
        }))}
        onChange={(event) => choose(Number(event.currentTarget.value))}
        data-autofocus
      />
      <p className={classes.text}>{t(`design.moveField.${place.way}`, names)}</p>
      <TextInput
        label={t('design.moveField.key')}
        value={key}
        error={wrong}
        onChange={(event) => setKey(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
    </ChangeDialog>
  );
}
