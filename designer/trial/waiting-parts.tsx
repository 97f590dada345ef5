/** What the cards of all kinds of waits are made of. */
import { Button, Menu, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Command } from '#engine/commands.ts';
import type { Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import type { SampleWrite } from './samples.ts';
import type { Waiting } from './standing.ts';
import classes from './trial.module.css';
import type { TrialModels } from './trial-models.ts';
import type { Trial, TrialDeed } from './trial-run.ts';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';

export interface WaitingCardProps {
  readonly waiting: Waiting;
  readonly trial: Trial;
  readonly models: TrialModels;
  readonly env: Env;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onDeed: (deed: TrialDeed) => void;
}

export function commandDeed(
  { instance, element }: Waiting,
  command: Command,
  write?: SampleWrite,
): TrialDeed {
  return { deed: 'command', instance, element: element.id, command, ...(write && { write }) };
}

export function Sending({
  name,
  label,
  note,
  verb,
  env,
  onSend,
}: {
  readonly name?: string;
  readonly label?: string;
  readonly note?: string;
  readonly verb: string;
  readonly env: Env;
  readonly onSend: (variables: Record<string, Json>) => void;
}) {
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const typed = variablesOfRows(rows, env);
  return (
    <>
      {label && <Fact label={label} value={name ?? ''} />}
      {note && <p className={classes.hint}>{note}</p>}
      <ValueRows rows={rows} onChange={setRows} env={env} />
      <div className={classes.deeds}>
        <Button variant="filled" disabled={typed === null} onClick={() => typed && onSend(typed)}>
          {verb}
        </Button>
      </div>
    </>
  );
}

/** The main deed, and the errors of the model that may happen instead. */
export function Deeds({
  waiting,
  onDeed,
  children,
}: Pick<WaitingCardProps, 'waiting' | 'onDeed'> & { readonly children: ReactNode }) {
  const t = useText();
  const [asks, setAsks] = useState<'error' | 'escalation' | null>(null);
  const [code, setCode] = useState('');
  const kinds = waiting.wait.kind === 'task' ? (['error', 'escalation'] as const) : (['error'] as const);
  return (
    <>
      <div className={classes.deeds}>
        {children}
        <MoreMenu among="buttons">
          {kinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => setAsks(kind)}>
              {t(`design.trial.throw.${kind}`)}
            </Menu.Item>
          ))}
        </MoreMenu>
      </div>
      {asks && (
        <div className={classes.inline}>
          <TextInput
            label={t(`design.trial.code.${asks}`)}
            value={code}
            data-autofocus
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            disabled={code === ''}
            onClick={() => onDeed(commandDeed(waiting, { type: asks, key: waiting.key, code }))}
          >
            {t('design.trial.throwIt')}
          </Button>
        </div>
      )}
    </>
  );
}

export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <p className={classes.fact}>
      <span>{label}</span>
      <b>{value}</b>
    </p>
  );
}

export function Due({ waiting }: { readonly waiting: Waiting }) {
  const t = useText();
  const format = useFormat();
  const due = dueOf(waiting);
  if (due === undefined) return null;
  const { job, wait } = waiting;
  const left = wait.kind === 'timer' ? null : (job?.retries ?? null);
  return (
    <>
      <Fact label={t('design.trial.due')} value={format.when(new Date(due).toISOString())} />
      {left !== null && <p className={classes.hint}>{t('design.trial.tries', { count: left })}</p>}
    </>
  );
}

/** Of a task its due date; of a job its time. A service that is due at once has none to tell. */
export function dueOf({ wait, job }: Waiting): number | undefined {
  if (wait.kind === 'task') return wait.due;
  if (wait.kind === 'service') return wait.due;
  return job?.due ?? undefined;
}
