/** What each old option becomes in one or several choices: a line for each, with a list to choose from for each of them. */
import { Select } from '@mantine/core';
import { Fragment } from 'react';
import type { Json } from '#metadata/value.ts';
import { useLabelText } from '../draft/draft.tsx';
import classes from './option-meanings.module.css';
import { optionRows } from './options-content.ts';

export interface OptionMeaningsProps {
  /** What stands above the old options. */
  readonly was: string;
  readonly old: Json | undefined;
  readonly into: readonly { readonly name: string; readonly options: Json | undefined }[];
  /** What an old option becomes, in the order of `into`; null is nothing. */
  readonly becomes: (old: string) => readonly (string | null)[];
  /** What is said where it becomes nothing. */
  readonly empty: string;
  readonly onSaid: (old: string, becomes: readonly (string | null)[]) => void;
}

export function OptionMeanings({ was, old, into, becomes, empty, onSaid }: OptionMeaningsProps) {
  const text = useLabelText();
  return (
    <div className={classes.map} data-into={into.length}>
      <span>{was}</span>
      {into.map(({ name }) => (
        <span key={name}>{name}</span>
      ))}
      {optionRows(old).map((option) => {
        const now = becomes(option.key);
        const optionName = text(option.label, option.key);
        return (
          <Fragment key={option.key}>
            <b>{optionName}</b>
            {into.map(({ name, options }, at) => (
              <Select
                key={name}
                aria-label={`${optionName} → ${name}`}
                data={optionRows(options).map((row) => ({ value: row.key, label: text(row.label, row.key) }))}
                value={now[at] ?? null}
                placeholder={empty}
                onChange={(value) => onSaid(option.key, now.with(at, value))}
                clearable
              />
            ))}
          </Fragment>
        );
      })}
    </div>
  );
}
