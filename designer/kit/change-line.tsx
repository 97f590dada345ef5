/** A change in a list: plus, minus or tilde by what its words say, the sentence, what belongs to it below. */
import type { ReactNode } from 'react';
import type { Words } from '#metadata/change.ts';
import classes from './change-line.module.css';
import { useWords } from './words.ts';

export function ChangeLine({
  words,
  action,
  children,
}: {
  readonly words: Words;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}) {
  const say = useWords();
  const sign = signOf(words.code);
  return (
    <div className={classes.change}>
      <span className={classes.sign} data-sign={sign} aria-hidden>
        {SIGNS[sign]}
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.title}>{say(words)}</span>
          {action}
        </div>
        {children}
      </div>
    </div>
  );
}

// helpers //////////

const SIGNS = { added: '+', removed: '−', changed: '~' } as const;

function signOf(code: string): keyof typeof SIGNS {
  return code.endsWith('_added') ? 'added' : code.endsWith('_removed') ? 'removed' : 'changed';
}
