/** The variables of a process as they stand, with what the last step changed; one may be set by hand. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { stateText } from '../kit/feel-value.ts';
import { Section } from '../kit/panel.tsx';
import type { VariableNow } from './story.ts';
import classes from './trial.module.css';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';

export interface VariablesPanelProps {
  readonly variables: readonly VariableNow[];
  readonly env: Env;
  /** What a record is called. */
  readonly titleOf: (entity: string, id: string) => string;
  /** Null where the process has ended. */
  readonly onSet: ((variables: Record<string, Json>) => void) | null;
}

export function VariablesPanel({ variables, env, titleOf, onSet }: VariablesPanelProps) {
  const t = useText();
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const typed = variablesOfRows(rows, env);
  const textOf = (value: Json | undefined) => {
    if (value === undefined) return '—';
    const record = (value as { $record?: { entity: string; id: string } } | null)?.$record;
    return record ? titleOf(record.entity, record.id) : stateText(value, env);
  };
  return (
    <Section title={t('design.trial.variables')} note={variables.length || undefined}>
      {variables.length === 0 && <p className={classes.hint}>{t('design.trial.noVariables')}</p>}
      <dl className={classes.variables}>
        {variables.map(({ name, value, was, changed }) => (
          <div key={name} data-changed={changed}>
            <dt>{name}</dt>
            <dd>
              {changed && was !== undefined && <s>{textOf(was)}</s>} {textOf(value)}
              {onSet && (
                <ActionIcon
                  size={22}
                  aria-label={t('design.trial.change', { name })}
                  onClick={() =>
                    setRows([
                      ...rows,
                      { name, type: 'any', text: value === undefined ? '' : stateText(value, env) },
                    ])
                  }
                >
                  <IconPencil size={13} />
                </ActionIcon>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {onSet && <ValueRows rows={rows} onChange={setRows} env={env} />}
      {onSet && rows.length > 0 && (
        <Button
          mt={8}
          disabled={typed === null || Object.keys(typed).length === 0}
          onClick={() => {
            if (typed) onSet(typed);
            setRows([]);
          }}
        >
          {t('design.trial.set')}
        </Button>
      )}
    </Section>
  );
}
