/** Options of a choice: a row each with its name in three languages and its key; a list can be pasted. */
import { ActionIcon, Button, Popover, Textarea, TextInput } from '@mantine/core';
import { IconClipboard, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Label } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';
import { LANGUAGES, useText } from '#ui/i18n.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { labelOf, textsOf } from '../kit/label-input.tsx';
import { MoveButtons } from '../kit/move-buttons.tsx';
import { type OptionRow, optionRows, optionsOf } from './options-content.ts';
import classes from './options-input.module.css';

export interface OptionsInputProps {
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

export function OptionsInput({ value, onChange }: OptionsInputProps) {
  const t = useText();
  const rows = optionRows(value);
  const [blank, setBlank] = useState(rows.length === 0);
  const [pasted, setPasted] = useState('');
  const [pasting, setPasting] = useState(false);
  const keep = (next: readonly OptionRow[]) => onChange(optionsOf(next));
  const taken = (key: string) => rows.some((row) => row.key === key);
  const replace = (at: number, row: OptionRow) => keep(rows.map((old, i) => (i === at ? row : old)));
  const move = (at: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    next.splice(at + by, 0, row!);
    keep(next);
  };
  const paste = () => {
    let known = [...rows];
    for (const name of pasted.split('\n').map((line) => line.trim())) {
      if (!name) continue;
      const key = keyOfLabel(name, (used) => known.some((row) => row.key === used), 'option');
      known = [...known, { key, label: { en: name }, more: {} }];
    }
    keep(known);
    setPasting(false);
    setPasted('');
    setBlank(false);
  };
  return (
    <fieldset className={classes.options}>
      <legend className={classes.head}>
        {t('design.setting.options')}
        <span className={classes.count}>{t('design.field.optionCount', { count: rows.length })}</span>
        <Popover opened={pasting} onChange={setPasting} width={300} position="bottom-end" trapFocus>
          <Popover.Target>
            <Button size="xs" leftSection={<IconClipboard size={14} />} onClick={() => setPasting(!pasting)}>
              {t('design.field.paste')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Textarea
              label={t('design.field.pasteHelp')}
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
              minRows={5}
              data-autofocus
            />
            <Button variant="filled" mt={8} disabled={!pasted.trim()} onClick={paste}>
              {t('design.add')}
            </Button>
          </Popover.Dropdown>
        </Popover>
      </legend>
      <div className={classes.languages}>
        {LANGUAGES.map(({ code, name }) => (
          <span key={code}>{name}</span>
        ))}
        <span>{t('design.key')}</span>
      </div>
      {rows.map((row, at) => (
        <div key={row.key} className={classes.row}>
          {LANGUAGES.map(({ code, name }) => (
            <TextInput
              key={code}
              aria-label={`${row.key}, ${name}`}
              value={textsOf(row.label)[code] ?? ''}
              onChange={(event) =>
                replace(at, {
                  ...row,
                  label: labelOf({ ...textsOf(row.label), [code]: event.currentTarget.value }),
                })
              }
            />
          ))}
          <code className={classes.key} title={row.key}>
            {row.key}
          </code>
          <span className={classes.deeds}>
            <MoveButtons at={at} of={rows.length} onMove={(by) => move(at, by)} />
            <ActionIcon
              size={24}
              aria-label={t('design.removeNamed', { name: row.key })}
              onClick={() => keep(rows.filter((_, i) => i !== at))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </span>
        </div>
      ))}
      {blank ? (
        <NewOption
          onAdd={(label) => {
            keep([...rows, { key: keyOfLabel(label, taken, 'option'), label, more: {} }]);
          }}
        />
      ) : (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          className={classes.add}
          onClick={() => setBlank(true)}
        >
          {t('design.field.addOption')}
        </Button>
      )}
    </fieldset>
  );
}

// helpers //////////

/** Becomes an option when Enter is pressed or the row is left. */
function NewOption({ onAdd }: { readonly onAdd: (label: Label) => void }) {
  const t = useText();
  const [texts, setTexts] = useState<Record<string, string>>({});
  const label = labelOf(texts);
  const add = () => {
    if (!label) return;
    onAdd(label);
    setTexts({});
  };
  return (
    <fieldset
      className={classes.row}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) add();
      }}
    >
      {LANGUAGES.map(({ code, name }, at) => (
        <TextInput
          key={code}
          aria-label={`${t('design.field.addOption')}, ${name}`}
          placeholder={at === 0 ? t('design.field.addOption') : undefined}
          value={texts[code] ?? ''}
          onChange={(event) => setTexts({ ...texts, [code]: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      ))}
    </fieldset>
  );
}
