/** Variables of a scope of an instance; an operator may change them, as FEEL writes values. */

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Env } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { stateText, typedState } from '../kit/feel-value.ts';
import { Section } from '../kit/panel.tsx';
import { useSaid } from '../kit/said.ts';
import classes from './operations.module.css';

export function InstanceVariables({
  title,
  variables,
  env,
  textOf,
  onSet,
}: {
  readonly title: string;
  readonly variables: Readonly<Record<string, Json>>;
  readonly env: Env;
  /** How a value is shown; edited it is as FEEL writes it. */
  readonly textOf: (value: Json) => string;
  readonly onSet: ((variables: Record<string, Json>) => void) | null;
}) {
  const t = useText();
  const said = useSaid();
  const [name, setName] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [fresh, setFresh] = useState('');
  const typed = typedState(text, env);
  const names = Object.keys(variables).sort();
  const edit = (of: string) => {
    setName(of);
    setText(variables[of] === undefined ? '' : stateText(variables[of], env));
  };
  const keep = () => {
    if (!typed.ok || name === null || !onSet) return;
    onSet({ [name || fresh]: typed.value });
    setName(null);
    setFresh('');
  };
  const editor = (
    <form
      className={classes.edit}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {name === '' && (
        <TextInput
          aria-label={t('design.trial.variable')}
          placeholder={t('design.trial.variable')}
          value={fresh}
          onChange={(event) => setFresh(event.currentTarget.value)}
        />
      )}
      <TextInput
        aria-label={t('design.trial.valueOf', { name: name || fresh })}
        placeholder={t('design.trial.anyHelp')}
        value={text}
        error={typed.ok ? undefined : said(typed.reason)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!typed.ok || (name === '' && fresh === '')}>
        {t('design.trial.set')}
      </Button>
      <Button variant="subtle" onClick={() => setName(null)}>
        {t('ui.action.cancel')}
      </Button>
    </form>
  );
  return (
    <Section title={title} note={names.length || undefined}>
      <dl className={classes.figures}>
        {names.map((one) =>
          name === one ? (
            <div key={one}>
              <dt>{one}</dt>
              <dd>{editor}</dd>
            </div>
          ) : (
            <div key={one}>
              <dt>
                <code>{one}</code>
              </dt>
              <dd>
                {onSet ? (
                  <button
                    type="button"
                    className={classes.value}
                    aria-label={`${t('design.trial.change', { name: one })}: ${textOf(variables[one]!)}`}
                    onClick={() => edit(one)}
                  >
                    {textOf(variables[one]!)}
                  </button>
                ) : (
                  textOf(variables[one]!)
                )}
              </dd>
            </div>
          ),
        )}
      </dl>
      {onSet && name === '' && editor}
      {onSet && name === null && (
        <Button size="compact-sm" variant="subtle" onClick={() => edit('')}>
          {t('design.trial.addVariable')}
        </Button>
      )}
    </Section>
  );
}
