/** Process instances as a table: what it is about, how it stands, since when. */
import type { InstanceItem } from '#api/instances.ts';
import { Person } from './avatar.tsx';
import { useFormat, useText } from './i18n.tsx';
import classes from './instance-list.module.css';
import { Link } from './link.tsx';
import { Pill, type Tone } from './pill.tsx';

export interface InstanceListProps {
  readonly items: readonly InstanceItem[];
  /** Also the record it is about. */
  readonly withRecord?: boolean;
}

export function InstanceList({ items, withRecord = false }: InstanceListProps) {
  const t = useText();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('ui.instance.process')}</th>
          {withRecord && <th scope="col">{t('ui.instance.about')}</th>}
          <th scope="col">{t('ui.instance.state')}</th>
          <th scope="col">{t('ui.instance.started')}</th>
          <th scope="col" data-wide>
            {t('ui.instance.by')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td>
              <Link href={`/instances/${item.id}`} className={classes.name}>
                {item.process.name}
              </Link>
            </td>
            {withRecord && (
              <td data-about>
                {item.record?.title ? (
                  <Link href={`/records/${item.record.entity}/${item.record.id}`} className={classes.link}>
                    {item.record.title}
                  </Link>
                ) : (
                  item.businessKey
                )}
              </td>
            )}
            <td data-state>
              <InstanceState item={item} />
            </td>
            <td data-when>{format.when(item.startedAt)}</td>
            <td data-wide>{item.startedBy && <Person name={item.startedBy.name} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TONES: Readonly<Record<InstanceItem['status'], Tone>> = {
  active: 'info',
  suspended: 'warn',
  completed: 'good',
  cancelled: 'neutral',
};

export function InstanceState({ item }: { readonly item: Pick<InstanceItem, 'status' | 'incidents'> }) {
  const t = useText();
  if (item.incidents > 0) return <Pill tone="bad">{t('ui.instance.status.incident')}</Pill>;
  return <Pill tone={TONES[item.status]}>{t(`ui.instance.status.${item.status}`)}</Pill>;
}
