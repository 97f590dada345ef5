/** What the run asks of the person: a script that does not run in the page, a record task, a program. Answered with a value or a failure. */

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer, Question } from '#engine/asks.ts';
import type { Env } from '#metadata/expression.ts';
import { useText } from '#ui/i18n.tsx';
import { stateText, typedState } from '../kit/feel-value.ts';
import { useSaid } from '../kit/said.ts';
import classes from './trial.module.css';

export interface AskedCardProps {
  readonly question: Exclude<Question, { kind: 'record' }>;
  readonly element: string;
  readonly env: Env;
  readonly onAnswer: (answer: Answer) => void;
}

export function AskedCard({ question, element, env, onAnswer }: AskedCardProps) {
  const t = useText();
  const said = useSaid();
  const [text, setText] = useState('');
  const [code, setCode] = useState('');
  const typed = typedState(text, env);
  const isScript = question.kind === 'script';
  const given = isScript ? question.variables : question.input;
  return (
    <section className={classes.card} data-open data-asked>
      <h3 className={classes.cardHead}>
        <span className={classes.cardName}>{element}</span>
        <span className={classes.cardKind}>{t(`design.trial.asks.${question.kind}`)}</span>
      </h3>
      <div className={classes.cardBody}>
        {isScript ? (
          <pre className={classes.script}>{question.script.text ?? question.script.name}</pre>
        ) : (
          <p className={classes.fact}>
            <span>{t('design.trial.does')}</span>
            <b>{question.type}</b>
          </p>
        )}
        {Object.entries(given).map(([name, value]) => (
          <p key={name} className={classes.fact}>
            <span>{name}</span>
            <b>{stateText(value, env)}</b>
          </p>
        ))}
        <TextInput
          label={t('design.trial.result')}
          placeholder={t('design.trial.anyHelp')}
          value={text}
          error={typed.ok ? undefined : said(typed.reason)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes.deeds}>
          <Button
            variant="filled"
            disabled={!typed.ok}
            onClick={() =>
              typed.ok &&
              onAnswer(
                isScript ? { ok: true, value: typed.value, writes: [] } : { ok: true, result: typed.value },
              )
            }
          >
            {t('design.trial.done')}
          </Button>
          <Button
            color="bad"
            onClick={() => onAnswer({ ok: false, failure: t('design.trial.failedByHand') })}
          >
            {t('design.trial.fail')}
          </Button>
        </div>
        <div className={classes.inline}>
          <TextInput
            aria-label={t('design.trial.code.error')}
            placeholder={t('design.trial.code.error')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            disabled={code === ''}
            onClick={() =>
              onAnswer(isScript ? { ok: false, error: { code }, writes: [] } : { ok: false, error: { code } })
            }
          >
            {t('design.trial.throw.error')}
          </Button>
        </div>
      </div>
    </section>
  );
}
