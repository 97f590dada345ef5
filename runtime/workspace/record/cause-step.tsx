/** One step of the way from a value back to whoever set it: a person, a process, a line of a file, another record, a rule. */
import type { ReactNode } from 'react';
import type { CauseStep } from '#api/audit.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './why-value.module.css';

export function CauseStepLine({ step }: { readonly step: CauseStep }) {
  const t = useText();
  const format = useFormat();
  const said = useStepText(step);
  const more = [
    step.kind === 'process' && step.step,
    step.key && t('record.moment.byKey', { key: step.key }),
    step.at && format.when(step.at),
  ].filter(Boolean);
  return (
    <>
      <span>
        {t(`record.whyValue.by.${step.kind}`)} {said}
      </span>
      {more.length > 0 && <small className={classes.more}>{more.join(' · ')}</small>}
    </>
  );
}

// helpers //////////

/** What stands behind the kind of the step. */
function useStepText(step: CauseStep): ReactNode {
  const t = useText();
  const { kind, who, instance, name, process, entity, id, title, file, row, what } = step;
  if (kind === 'person') return <b>{who?.name}</b>;
  if (kind === 'process')
    return instance ? (
      <Link href={`/instances/${instance}`} className={classes.link}>
        {name ?? process}
      </Link>
    ) : (
      <b>{name ?? process}</b>
    );
  if (kind === 'import')
    return <b>{row === undefined ? file : t('record.whyValue.line', { file: file ?? '', row })}</b>;
  if ((kind === 'record' || kind === 'merge') && entity && id)
    return (
      <Link href={recordHref(entity, id)} className={classes.link}>
        {title ?? t('record.whyValue.thatRecord')}
      </Link>
    );
  // What an undo took back is told by its kind; the rest have a name of their own.
  return kind === 'undo' || kind === 'hidden' || !what ? null : <code>{what}</code>;
}
