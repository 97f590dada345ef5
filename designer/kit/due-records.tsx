/** Records a rule of retention is about at this moment: how many, how many of them are held, some of them by name. */
import type { RetentionPreview } from '#api/retention.ts';
import { useText } from '#ui/i18n.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './due-records.module.css';

export interface DueRecordsProps {
  readonly entity: string;
  readonly found: Pick<RetentionPreview, 'due' | 'more' | 'inProcesses' | 'records'>;
}

export function DueRecords({ entity, found: { due, more, inProcesses, records } }: DueRecordsProps) {
  const t = useText();
  const named = records.filter(({ title }) => title !== null);
  return (
    <div className={classes.due} role="status">
      <b>{t(more ? 'design.retention.dueMore' : 'design.retention.due', { count: due })}</b>
      {inProcesses > 0 && <span>{t('design.retention.held', { count: inProcesses })}</span>}
      {named.length > 0 && (
        <ul>
          {named.map(({ id, title }) => (
            <li key={id}>
              <a href={recordHref(entity, id)} target="_blank" rel="noreferrer">
                {title}
              </a>
            </li>
          ))}
          {due > named.length && <li>{t('design.retention.others', { count: due - named.length })}</li>}
        </ul>
      )}
    </div>
  );
}
