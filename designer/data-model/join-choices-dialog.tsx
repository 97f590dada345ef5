/** Two choices that say one thing become one: which goes, the options afterwards, what its options become where the first is empty. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import classes from './data-dialog.module.css';
import { becomesOf, contentOf, type Join, joinable, joinChange, unionOf } from './join-content.ts';
import { OptionMeanings } from './option-meanings.tsx';
import { OptionsInput } from './options-input.tsx';

export interface JoinChoicesDialogProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly onClose: () => void;
}

export function JoinChoicesDialog({ entity, field, onClose }: JoinChoicesDialogProps) {
  const t = useText();
  const text = useLabelText();
  const others = joinable(entity, field);
  const own = contentOf(field).options;
  const begun = (second: Field): Join => ({
    second,
    options: unionOf(own, contentOf(second).options),
    said: {},
  });
  const [join, setJoin] = useState(() => begun(others[0]!));
  const name = text(field.label, field.key);
  const secondName = text(join.second.label, join.second.key);
  return (
    <ChangeDialog
      title={t('design.joinChoices.title', { name })}
      verb={t('design.joinChoices.do')}
      change={joinChange(entity, field, join)}
      size={700}
      onClose={onClose}
      onMade={onClose}
    >
      <p className={classes.text}>{t('design.joinChoices.text', { name })}</p>
      <NativeSelect
        label={t('design.joinChoices.second')}
        value={join.second.key}
        data={others.map((other) => ({ value: other.key, label: text(other.label, other.key) }))}
        onChange={(event) => setJoin(begun(entity.fields.get(event.currentTarget.value)!))}
        maw={320}
        data-autofocus
      />
      <h3 className={classes.title}>{t('design.joinChoices.options', { name })}</h3>
      <OptionsInput
        key={join.second.key}
        value={join.options}
        onChange={(options) => setJoin({ ...join, options })}
      />
      <OptionMeanings
        was={t('design.joinChoices.was', { name: secondName })}
        old={contentOf(join.second).options}
        into={[{ name: t('design.joinChoices.becomes'), options: join.options }]}
        becomes={(one) => [becomesOf(join, one)]}
        empty={t('design.joinChoices.nothing')}
        onSaid={(one, [value = null]) => setJoin({ ...join, said: { ...join.said, [one]: value } })}
      />
    </ChangeDialog>
  );
}
