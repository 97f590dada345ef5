/** What each outcome leads to, in words, before it is chosen. */
import { IconArrowRight } from '@tabler/icons-react';
import type { Outcome } from '#api/tasks.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './next-steps.module.css';

export function NextSteps({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const t = useText();
  const told = outcomes.filter(({ then }) => then);
  if (told.length === 0) return null;
  return (
    <section className={classes.next}>
      <h3 className={classes.title}>{t('inbox.next.title')}</h3>
      <ul className={classes.list}>
        {told.map(({ key, label, then }) => (
          <li key={key} className={classes.step}>
            <IconArrowRight size={16} aria-hidden />
            <span>
              <b>{label}:</b> {then}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
