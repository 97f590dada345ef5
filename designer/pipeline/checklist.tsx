/** Things that must be ticked to be in a stage: one line each in the person's language, the others below it. */
import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Label } from '#metadata/label.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { LabelInput } from '../kit/label-input.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import classes from './checklist.module.css';

export interface ChecklistProps {
  readonly value: Readonly<Record<string, Label>>;
  readonly onChange: (value: Readonly<Record<string, Label>>, about?: string) => void;
}

export function Checklist({ value, onChange }: ChecklistProps) {
  const t = useText();
  const text = useLabelText();
  const [added, setAdded] = useState<Label | undefined | null>(null);
  const add = () => {
    if (!added) return;
    const key = keyOfLabel(added, (used) => used in value, 'check');
    onChange({ ...value, [key]: added });
    setAdded(null);
  };
  return (
    <Input.Wrapper label={t('design.stage.checklist')} description={t('design.stage.checklistHelp')}>
      <ul className={classes.list}>
        {Object.entries(value).map(([key, label]) => (
          <li key={key} className={classes.check}>
            <LabelProp
              title={text(label, key)}
              value={label}
              onChange={(next) => next && onChange({ ...value, [key]: next }, `check ${key}`)}
            />
            <ActionIcon
              aria-label={t('design.removeNamed', { name: text(label, key) })}
              onClick={() => {
                const { [key]: _, ...others } = value;
                onChange(others);
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {added === null ? (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdded(undefined)}
        >
          {t('design.stage.addCheck')}
        </Button>
      ) : (
        <form
          className={classes.new}
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <LabelInput title={t('design.stage.addCheck')} value={added} onChange={setAdded} autoFocus />
          <div className={classes.deeds}>
            <Button onClick={() => setAdded(null)}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!added}>
              {t('design.add')}
            </Button>
          </div>
        </form>
      )}
    </Input.Wrapper>
  );
}
