/** A choice that says two things becomes two: the options of each, what every old option means in both, and what becomes of the values. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { Label } from '#metadata/label.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { useLabelText, useMake } from '../draft/draft.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { LabelInput } from '../kit/label-input.tsx';
import classes from './data-dialog.module.css';
import { definitionOfField } from './field-changes.ts';
import { type FieldContent, isFieldKey } from './field-content.ts';
import { optionRows } from './options-content.ts';
import { OptionsInput } from './options-input.tsx';
import { becomes, type Pair, type Split, splitChange } from './split-content.ts';
import { TriedChanges } from './tried-changes.tsx';

export interface SplitChoiceDialogProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly onClose: () => void;
}

export function SplitChoiceDialog({ entity, field, onClose }: SplitChoiceDialogProps) {
  const t = useText();
  const text = useLabelText();
  const make = useMake();
  const phone = usePhone();
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
    <Modal
      opened
      onClose={onClose}
      size={760}
      fullScreen={phone}
      title={t('design.splitChoice.title', { name: text(field.label, field.key) })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (change && make([change])) onClose();
        }}
      >
        <Stack gap="md">
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
              <Meaning field={field} split={split} secondName={text(label, key)} onSaid={setSaid} />
            </>
          )}
          {change && <TriedChanges changes={[change]} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!change}>
              {t('design.splitChoice.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

// helpers //////////

/** A line for each old option: what it becomes in the one and in the other. */
function Meaning({
  field,
  split,
  secondName,
  onSaid,
}: {
  readonly field: Field;
  readonly split: Split;
  readonly secondName: string;
  readonly onSaid: (said: Readonly<Record<string, Pair>>) => void;
}) {
  const t = useText();
  const text = useLabelText();
  const names = [text(field.label, field.key), secondName] as const;
  const choices = [split.options, split.second.options].map((options) =>
    optionRows(options).map((row) => ({ value: row.key, label: text(row.label, row.key) })),
  );
  return (
    <div className={classes.map}>
      <span>{t('design.splitChoice.was')}</span>
      <span>{names[0]}</span>
      <span>{names[1]}</span>
      {optionRows((field.definition as unknown as FieldContent).options).map((old) => {
        const pair = becomes(split, old.key);
        const set = (at: 0 | 1, value: string | null) =>
          onSaid({ ...split.said, [old.key]: at === 0 ? [value, pair[1]] : [pair[0], value] });
        return (
          <Fragment key={old.key}>
            <b>{text(old.label, old.key)}</b>
            {([0, 1] as const).map((at) => (
              <Select
                key={at}
                aria-label={`${text(old.label, old.key)} → ${names[at]}`}
                data={choices[at]}
                value={pair[at]}
                placeholder={t('design.splitChoice.empty')}
                onChange={(value) => set(at, value)}
                clearable
              />
            ))}
          </Fragment>
        );
      })}
    </div>
  );
}
