/** A line to try the decision with values: the rules that fire are marked in the table. Nothing is written anywhere. */

import { Button, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import { useSaid } from '../kit/said.ts';
import classes from './decision-page.module.css';
import type { DecisionPart } from './decision-table.ts';
import { decisionOf, type Trial, trialEnv, trialInputs, tryDecision } from './trial.ts';

export interface TryItProps {
  readonly xml: string;
  readonly part: DecisionPart;
  readonly trial: Trial | null;
  readonly onTrial: (trial: Trial | null) => void;
}

export function TryIt({ xml, part, trial, onTrial }: TryItProps) {
  const t = useText();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const { registry } = useDraft();
  const decision = useMemo(() => decisionOf(xml, part.id, registry), [xml, part.id, registry]);
  const inputs = useMemo(() => (decision ? trialInputs(decision, part.table) : []), [decision, part.table]);
  const run = () => {
    if (!decision) return;
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    onTrial(tryDecision(decision, inputs, texts, trialEnv(Date.now(), zone, registry)));
  };
  // What was tried is tried again when the table is another.
  const again = useRef({ run, tried: trial !== null });
  again.current = { run, tried: trial !== null };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another decision asks for it
  useEffect(() => {
    if (again.current.tried) again.current.run();
  }, [decision]);
  return (
    <section className={classes.try}>
      <h2 className={classes.title}>{t('design.dmn.try')}</h2>
      {!decision && <p className={classes.nothing}>{t('design.dmn.notYet')}</p>}
      {decision && (
        <form
          className={classes.inputs}
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          {inputs.map(({ path, label }) => (
            <TextInput
              key={path}
              label={label}
              value={texts[path] ?? ''}
              onChange={(event) => setTexts({ ...texts, [path]: event.currentTarget.value })}
            />
          ))}
          <Button type="submit" leftSection={<IconPlayerPlay size={16} />}>
            {t('design.dmn.run')}
          </Button>
        </form>
      )}
      {trial && <Outcome trial={trial} />}
    </section>
  );
}

// helpers //////////

function Outcome({ trial }: { readonly trial: Trial }) {
  const t = useText();
  const said = useSaid();
  if (!trial.ok)
    return (
      <p className={classes.refused} role="alert">
        {said(trial.reason)}
      </p>
    );
  return (
    <div className={classes.outcome} role="status">
      {trial.rows.length === 0 && <p>{t('design.dmn.noRule')}</p>}
      {trial.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer
        <p key={at}>
          {row.map(([name, value]) => (
            <span key={name} className={classes.result}>
              {name} = <b>{value}</b>
            </span>
          ))}
        </p>
      ))}
      {trial.rules.length > 0 && (
        <p className={classes.rules}>
          {t('design.dmn.fired', {
            count: trial.rules.length,
            rules: trial.rules.map((row) => row + 1).join(', '),
          })}
        </p>
      )}
      {trial.notes.map((note) => (
        <p key={note} className={classes.rules}>
          {note}
        </p>
      ))}
    </div>
  );
}
