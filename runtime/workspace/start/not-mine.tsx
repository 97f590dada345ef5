/** Below the catalogue: the processes one sees but can't start, and why, for who misses one; shut until it is asked for. */
import type { ProcessItem } from '#api/processes.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './not-mine.module.css';
import { WhyNoStart } from './why-no-start.tsx';

export function NotMine({ items }: { readonly items: readonly ProcessItem[] }) {
  const t = useText();
  return (
    <details className={classes.notMine}>
      <summary>{t('start.why.missing')}</summary>
      <ul>
        {items.map(({ key, name }) => (
          <li key={key}>
            <details>
              <summary>{name}</summary>
              <WhyNoStart process={key} />
            </details>
          </li>
        ))}
      </ul>
      <p>{t(items.length > 0 ? 'start.why.unseen' : 'start.why.allUnseen')}</p>
    </details>
  );
}
