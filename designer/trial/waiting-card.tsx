/** Something that waits in a trial, with what the person can do for it to go on. */

import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { WaitKind } from '#engine/instance.ts';
import { useText } from '#ui/i18n.tsx';
import { stateText, typedState } from '../kit/feel-value.ts';
import { useSaid } from '../kit/said.ts';
import { useElementName } from './names.ts';
import classes from './trial.module.css';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';
import { commandDeed, Deeds, Due, dueOf, Fact, Sending, type WaitingCardProps } from './waiting-parts.tsx';
import { WaitingTask } from './waiting-task.tsx';

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
  task: WaitingTask,
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
  const said = useSaid();
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
          error={result.ok ? undefined : said(result.reason)}
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
