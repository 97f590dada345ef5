/** The way of a solution that has just begun: what comes first, what next, and what is done already. */
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { definitionsOf } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { newAddress } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import classes from './first-steps.module.css';

const KINDS = ['entity', 'process', 'role', 'menu'] as const;

export function FirstSteps() {
  const t = useText();
  const { configuration } = useDraft();
  const { key, all } = useSolution();
  const has = (kind: string) => definitionsOf(configuration, kind).some(({ solution }) => solution === key);
  // Whoever stands on a finished solution needs no first steps.
  if (all.length > 1 || KINDS.every(has)) return null;
  return (
    <section>
      <h2 className={classes.title}>{t('design.first.title')}</h2>
      <ol className={classes.steps}>
        {KINDS.map((kind) => (
          <li key={kind} className={classes.step} data-done={has(kind)}>
            {has(kind) ? <IconCircleCheck size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
            <div>
              {has(kind) ? (
                <span>{t(`design.first.${kind}`)}</span>
              ) : (
                <Link href={newAddress(kind)}>{t(`design.first.${kind}`)}</Link>
              )}
              <p>{t(`design.first.${kind}Why`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className={classes.last}>{t('design.first.publish')}</p>
    </section>
  );
}
