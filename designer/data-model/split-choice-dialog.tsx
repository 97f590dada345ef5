/** A choice that says two things becomes two: the options of each, what every old option means in both, and what becomes of the values. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Label } from '#metadata/label.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { LabelInput } from '../kit/label-input.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import classes from './data-dialog.module.css';
import { definitionOfField } from './field-changes.ts';
import { type FieldContent, isFieldKey } from './field-content.ts';
import { OptionMeanings } from './option-meanings.tsx';
import { OptionsInput } from './options-input.tsx';
import { becomes, type Pair, type Split, splitChange } from './split-content.ts';

export interface SplitChoiceDialogProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly onClose: () => void;
}

export function SplitChoiceDialog({ entity, field, onClose }: SplitChoiceDialogProps) {
  const t = useText();
  const text = useLabelText();
  const content = field.definition as unknown as FieldContent;
  const [options, setOptions] = useState<Json | undefined>(content.options);
  const [label, setLabel] = useState<Label | undefined>();
  const [typed, setTyped] = useState<string | null>(null);
  const [secondOptions, setSecondOptions] = useState<Json | undefined>();
  const [said, setSaid] = useState<Readonly<Record<string, Pair>>>({});
  const taken = (key: string) => entity.fields.has(key);
  const key = typed ?? keyOfLabel(label, taken, '');
  const wrong = key !== '' && (taken(key) ? t('design.keyTaken') : !isFieldKey(key) && t('design.keyWrong'));
  const split: Split = { options, second: { key, label, options: secondOptions }, said };
  const change = wrong ? null : splitChange(definitionOfField(entity, field.key), field.key, content, split);
  return (
    <ChangeDialog
      title={t('design.splitChoice.title', { name: text(field.label, field.key) })}
      verb={t('design.splitChoice.do')}
      change={change}
      size={760}
      onClose={onClose}
      onMade={onClose}
    >
      <p className={classes.text}>{t('design.splitChoice.text')}</p>
      <LabelInput title={t('design.splitChoice.second')} value={label} onChange={setLabel} autoFocus />
      <TextInput
        label={t('design.key')}
        value={key}
        error={wrong}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={320}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <OptionsInput value={secondOptions} onChange={setSecondOptions} />
      {secondOptions !== undefined && (
        <>
          <h3 className={classes.title}>
            {t('design.splitChoice.first', { name: text(field.label, field.key) })}
          </h3>
          <OptionsInput value={options} onChange={setOptions} />
          <OptionMeanings
            was={t('design.splitChoice.was')}
            old={content.options}
            into={[
              { name: text(field.label, field.key), options },
              { name: text(label, key), options: secondOptions },
            ]}
            becomes={(one) => becomes(split, one)}
            empty={t('design.splitChoice.empty')}
            onSaid={(one, pair) => setSaid({ ...said, [one]: pair as unknown as Pair })}
          />
        </>
      )}
    </ChangeDialog>
  );
}
