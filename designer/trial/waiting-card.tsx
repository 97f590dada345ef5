/** Something that waits in a trial, with what the person can do for it to go on. */
import { Button, Menu, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { Command } from '#engine/commands.ts';
import type { Variables, WaitKind } from '#engine/instance.ts';
import { visibleVariables } from '#engine/read.ts';
import type { Env } from '#metadata/expression.ts';
import { findForm, toVariables, variableValues } from '#metadata/process-form.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { Form, useForm } from '#ui/form.tsx';
import { useFormat, useLanguage, useText } from '#ui/i18n.tsx';
import { recordsQuery } from '#ui/records.ts';
import { filledValues } from '#ui/task-form.ts';
import { useLabelText } from '../draft/draft.tsx';
import { stateText, typedState } from '../kit/feel-value.ts';
import { useElementName } from './names.ts';
import { type SampleWrite, sampleName } from './samples.ts';
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

export function WaitingCard(props: WaitingCardProps) {
  const t = useText();
  const nameOf = useElementName();
  const { waiting, open, onOpen } = props;
  const { element, wait, incident, index } = waiting;
  const Body = BODIES[wait.kind];
  return (
    <section className={classes.card} data-open={open} data-bad={incident !== null}>
      <button type="button" className={classes.cardHead} aria-expanded={open} onClick={onOpen}>
        {incident && <IconAlertTriangle size={15} aria-hidden />}
        <span className={classes.cardName}>
          {nameOf(element)}
          {index !== null && <span className={classes.index}> {index + 1}</span>}
        </span>
        <span className={classes.cardKind}>{t(`design.trial.wait.${wait.kind}`)}</span>
      </button>
      {open && (
        <div className={classes.cardBody}>
          {incident && <p className={classes.bad}>{incident.message}</p>}
          {incident ? <Again {...props} /> : <Body {...props} />}
        </div>
      )}
    </section>
  );
}

// helpers //////////

/** What each kind of wait offers. */
const BODIES: Readonly<Record<WaitKind, (props: WaitingCardProps) => ReactNode>> = {
  task: Task,
  timer: Timer,
  job: Timer,
  service: Service,
  external: Service,
  message: Message,
  signal: Signal,
  condition: Condition,
  trigger: Trigger,
  call: () => null,
};

/** By their ids, as far as they are known. */
function usePeopleNames(): ReadonlyMap<string, string> {
  const client = useApi();
  const { data } = useQuery(recordsQuery(client, 'user', { fields: ['name'], limit: 200 }));
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, String(name)])), [data]);
}

function commandDeed({ instance, element }: Waiting, command: Command, write?: SampleWrite): TrialDeed {
  return { deed: 'command', instance, element: element.id, command, ...(write && { write }) };
}

function Task({ waiting, trial, models, env, onDeed }: WaitingCardProps) {
  const t = useText();
  const { language } = useLanguage();
  const { registry } = models;
  const { element, key, instance, process, wait } = waiting;
  const layout = useMemo(() => findForm(element.form, registry).layout, [element, registry]);
  const variables = visibleVariables(trial.simulation.instances.get(instance)!, key);
  const record = boundRecord(layout.entity?.key, process, variables);
  const sample = record && trial.samples.get(sampleName(record));
  const form = useForm({
    layout,
    original: { ...sample?.values, ...variableValues(layout, variables) },
  });
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const typed = variablesOfRows(rows, env);
  const hasForm = layout.items.length > 0;
  const complete = (outcome?: string) => {
    if ((hasForm && !form.check()) || typed === null) return;
    const values = hasForm ? filledValues(form, registry) : {};
    const fields = Object.fromEntries(Object.entries(values).filter(([name]) => !layout.variables.has(name)));
    const isWritten = record && Object.keys(fields).length > 0;
    onDeed(
      commandDeed(
        waiting,
        {
          type: 'complete',
          key,
          variables: { ...toVariables(layout, values), ...typed },
          ...(outcome !== undefined && { outcome }),
        },
        isWritten ? { kind: 'update', ...record, values: fields } : undefined,
      ),
    );
  };
  const text = useLabelText();
  const titles = usePeopleNames();
  const who =
    wait.kind === 'task'
      ? [
          ...[wait.assignee, ...(wait.users ?? [])].map((id) => id && (titles.get(id) ?? id)),
          ...(wait.groups ?? []).map((key) => text(registry.roles.get(key)?.definition.label, key)),
        ]
      : [];
  const outcomes = element.task?.outcomes ?? [];
  return (
    <>
      {who.some(Boolean) && <Fact label={t('design.trial.offered')} value={who.filter(Boolean).join(', ')} />}
      <Due waiting={waiting} />
      {hasForm ? <Form form={form} look="boxed" /> : <ValueRows rows={rows} onChange={setRows} env={env} />}
      <Deeds waiting={waiting} onDeed={onDeed}>
        {outcomes.length === 0 && (
          <Button variant="filled" onClick={() => complete()}>
            {t('design.trial.complete')}
          </Button>
        )}
        {outcomes.map(({ key: outcome, label, labels }, at) => (
          <Button key={outcome} variant={at === 0 ? 'filled' : 'default'} onClick={() => complete(outcome)}>
            {labels?.[language] ?? label}
          </Button>
        ))}
      </Deeds>
    </>
  );
}

function Timer({ waiting, onDeed }: WaitingCardProps) {
  const t = useText();
  const due = dueOf(waiting);
  return (
    <>
      <Due waiting={waiting} />
      {due !== undefined && (
        <div className={classes.deeds}>
          <Button variant="filled" onClick={() => onDeed({ deed: 'clock', to: due })}>
            {t('design.trial.fire')}
          </Button>
        </div>
      )}
    </>
  );
}

function Service({ waiting, env, onDeed }: WaitingCardProps) {
  const t = useText();
  const { key, job, element, wait } = waiting;
  const [text, setText] = useState('');
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const [reason, setReason] = useState('');
  const result = typedState(text, env);
  const typed = variablesOfRows(rows, env);
  const into = element.service && 'result' in element.service ? element.service.result : null;
  const type = wait.kind === 'service' ? wait.type : wait.kind === 'external' ? wait.topic : '';
  return (
    <>
      <Fact label={t('design.trial.does')} value={type} />
      {Object.entries(job?.input ?? {}).map(([name, value]) => (
        <Fact key={name} label={name} value={stateText(value, env)} />
      ))}
      <Due waiting={waiting} />
      {wait.kind === 'service' && (
        <TextInput
          label={into ? t('design.trial.resultInto', { name: into }) : t('design.trial.result')}
          placeholder={t('design.trial.anyHelp')}
          value={text}
          error={result.ok ? undefined : result.reason}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ValueRows rows={rows} onChange={setRows} env={env} />
      <Deeds waiting={waiting} onDeed={onDeed}>
        <Button
          variant="filled"
          disabled={!result.ok || typed === null}
          onClick={() =>
            result.ok &&
            typed &&
            onDeed(
              commandDeed(waiting, {
                type: 'completeWork',
                key,
                variables: typed,
                ...(wait.kind === 'service' && text !== '' && { result: result.value }),
              }),
            )
          }
        >
          {t('design.trial.done')}
        </Button>
      </Deeds>
      <div className={classes.inline}>
        <TextInput
          aria-label={t('design.trial.reason')}
          placeholder={t('design.trial.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          color="bad"
          onClick={() =>
            onDeed(
              commandDeed(waiting, {
                type: 'fail',
                key,
                code: 'task.failed',
                message: reason || t('design.trial.failedByHand'),
              }),
            )
          }
        >
          {t('design.trial.fail')}
        </Button>
      </div>
    </>
  );
}

function Message({ waiting, env, onDeed }: WaitingCardProps) {
  const t = useText();
  const { wait, key } = waiting;
  const name = wait.kind === 'message' ? wait.name : '';
  const correlation = wait.kind === 'message' ? wait.correlation : undefined;
  return (
    <Sending
      name={name}
      label={t('design.trial.message')}
      note={correlation === undefined ? undefined : t('design.trial.withKey', { key: correlation })}
      verb={t('design.trial.arrives')}
      env={env}
      onSend={(variables) => onDeed(commandDeed(waiting, { type: 'deliver', key, variables }))}
    />
  );
}

function Signal({ waiting: { wait }, env, onDeed }: WaitingCardProps) {
  const t = useText();
  const name = wait.kind === 'signal' ? wait.name : '';
  return (
    <Sending
      name={name}
      label={t('design.trial.signal')}
      verb={t('design.trial.arrives')}
      env={env}
      onSend={(variables) => onDeed({ deed: 'signal', name, variables })}
    />
  );
}

function Trigger({ waiting, env, onDeed }: WaitingCardProps) {
  const t = useText();
  return (
    <Sending
      verb={t('design.trial.goOn')}
      env={env}
      onSend={(variables) => onDeed(commandDeed(waiting, { type: 'trigger', key: waiting.key, variables }))}
    />
  );
}

function Condition() {
  const t = useText();
  return <p className={classes.hint}>{t('design.trial.conditionHelp')}</p>;
}

function Again({ waiting, onDeed }: WaitingCardProps) {
  const t = useText();
  return (
    <div className={classes.deeds}>
      <Button
        variant="filled"
        onClick={() => onDeed(commandDeed(waiting, { type: 'retry', key: waiting.key }))}
      >
        {t('design.trial.again')}
      </Button>
    </div>
  );
}

function Sending({
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
function Deeds({
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
        <Menu>
          <Menu.Target>
            <Button px={8} aria-label={t('ui.action.more')}>
              <IconDots size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => setAsks(kind)}>
                {t(`design.trial.throw.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
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

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <p className={classes.fact}>
      <span>{label}</span>
      <b>{value}</b>
    </p>
  );
}

function Due({ waiting }: { readonly waiting: Waiting }) {
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
function dueOf({ wait, job }: Waiting): number | undefined {
  if (wait.kind === 'task') return wait.due;
  if (wait.kind === 'service') return wait.due;
  return job?.due ?? undefined;
}

/** The record the form is bound to: the variable that the process declares as a record of the form's entity. */
function boundRecord(
  entity: string | undefined,
  { context }: Waiting['process'],
  variables: Variables,
): { entity: string; id: string } | null {
  for (const { name, type } of context.variables) {
    if (!entity || type.kind !== 'record' || type.entity !== entity) continue;
    const value = variables[name] as { $record?: { entity: string; id: string } } | undefined;
    if (value?.$record) return value.$record;
  }
  return null;
}
