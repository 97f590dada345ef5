/** A message or signal from outside, by its name: finds who waits for it, or begins a process. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Env } from '#metadata/expression.ts';
import { useText } from '#ui/i18n.tsx';
import { Section } from '../kit/panel.tsx';
import classes from './trial.module.css';
import type { TrialDeed } from './trial-run.ts';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';

export function SendPanel({
  env,
  onDeed,
}: {
  readonly env: Env;
  readonly onDeed: (deed: TrialDeed) => void;
}) {
  const t = useText();
  const [kind, setKind] = useState<'message' | 'signal'>('message');
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [businessKey, setBusinessKey] = useState('');
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const variables = variablesOfRows(rows, env);
  const send = () => {
    if (!variables) return;
    const correlation = { ...(key && { correlation: key }), ...(businessKey && { businessKey }) };
    onDeed(
      kind === 'message' ? { deed: kind, name, correlation, variables } : { deed: kind, name, variables },
    );
  };
  return (
    <Section title={t('design.trial.send')} shut>
      <div className={classes.rows}>
        <SegmentedControl
          value={kind}
          data={[
            { value: 'message', label: t('design.trial.message') },
            { value: 'signal', label: t('design.trial.signal') },
          ]}
          onChange={(value) => setKind(value as 'message' | 'signal')}
        />
        <TextInput
          label={t('design.trial.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {kind === 'message' && (
          <>
            <TextInput
              label={t('design.trial.correlation')}
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
            <TextInput
              label={t('design.trial.businessKey')}
              value={businessKey}
              onChange={(event) => setBusinessKey(event.currentTarget.value)}
            />
          </>
        )}
        <ValueRows rows={rows} onChange={setRows} env={env} />
        <div className={classes.deeds}>
          <Button disabled={name === '' || variables === null} onClick={send}>
            {t('design.trial.sendIt')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
