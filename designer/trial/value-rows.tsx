/** Variables typed by hand, a line each: name, what it is, value. For what no form asks for. */

import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { typedState } from '../kit/feel-value.ts';
import { useSaid } from '../kit/said.ts';
import classes from './trial.module.css';

export interface ValueRow {
  readonly name: string;
  readonly type: ValueType;
  readonly text: string;
}

export const VALUE_TYPES = ['any', 'text', 'boolean', 'date', 'dateTime'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export interface ValueRowsProps {
  readonly rows: readonly ValueRow[];
  readonly onChange: (rows: readonly ValueRow[]) => void;
  readonly env: Env;
}

export function ValueRows({ rows, onChange, env }: ValueRowsProps) {
  const t = useText();
  const set = (at: number, change: Partial<ValueRow>) =>
    onChange(rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  return (
    <div className={classes.rows}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <div key={at} className={classes.row}>
          <TextInput
            aria-label={t('design.trial.variable')}
            placeholder={t('design.trial.variable')}
            value={row.name}
            onChange={(event) => set(at, { name: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('design.trial.type')}
            value={row.type}
            data={VALUE_TYPES.map((value) => ({ value, label: t(`design.trial.types.${value}`) }))}
            onChange={(event) => set(at, { type: event.currentTarget.value as ValueType, text: '' })}
          />
          <ActionIcon
            aria-label={t('design.removeNamed', { name: row.name })}
            onClick={() => onChange(rows.filter((_, i) => i !== at))}
          >
            <IconX size={15} />
          </ActionIcon>
          <ValueInput row={row} env={env} onText={(text) => set(at, { text })} />
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...rows, { name: '', type: 'any', text: '' }])}
      >
        {t('design.trial.addVariable')}
      </Button>
    </div>
  );
}

/** The lines as variables, or null where one is no value of its kind. Lines without a name or value are left out. */
export function variablesOfRows(rows: readonly ValueRow[], env: Env): Record<string, Json> | null {
  const found: Record<string, Json> = {};
  for (const row of rows) {
    if (row.name.trim() === '' || (row.text === '' && row.type !== 'text')) continue;
    const value = valueOfRow(row, env);
    if (!value.ok) return null;
    found[row.name.trim()] = value.value;
  }
  return found;
}

// helpers //////////

function ValueInput({
  row,
  env,
  onText,
}: {
  readonly row: ValueRow;
  readonly env: Env;
  readonly onText: (text: string) => void;
}) {
  const t = useText();
  const said = useSaid();
  const label = t('design.trial.valueOf', { name: row.name });
  const typed = valueOfRow(row, env);
  if (row.type === 'boolean')
    return (
      <NativeSelect
        aria-label={label}
        value={row.text}
        data={[
          { value: '', label: '' },
          { value: 'true', label: t('design.trial.yes') },
          { value: 'false', label: t('design.trial.no') },
        ]}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      type={INPUTS[row.type] ?? 'text'}
      aria-label={label}
      placeholder={row.type === 'any' ? t('design.trial.anyHelp') : undefined}
      value={row.text}
      error={row.text !== '' && !typed.ok ? said(typed.reason) : undefined}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

const INPUTS: Partial<Record<ValueType, string>> = { date: 'date', dateTime: 'datetime-local' };

function valueOfRow({ type, text }: ValueRow, env: Env) {
  if (type === 'text') return { ok: true, value: text } as const;
  return typedState(text, env);
}
