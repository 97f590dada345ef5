/** What would happen to each instance: refusals first, with why; else what would change. */

import type { PreviewItem } from '#api/schemas/generated/api.ts';
import { useText } from '#ui/i18n.tsx';
import { DataTable } from '../kit/data-table.tsx';
import { changedLines, type Renewal } from './changed-by-move.ts';
import classes from './operations.module.css';

export interface BatchPreviewProps {
  readonly items: readonly PreviewItem[];
  /** Null for what needs no word. */
  readonly nameOf: (element: string) => string | null;
  readonly renewal: Renewal;
}

/** More lines than this nobody reads. */
const SHOWN = 100;

export function BatchPreview({ items, nameOf, renewal }: BatchPreviewProps) {
  const t = useText();
  return (
    <DataTable
      head={
        <>
          <th scope="col">{t('design.operations.instance')}</th>
          <th scope="col">{t('design.operations.standsAt')}</th>
          <th scope="col">{t('design.operations.would')}</th>
        </>
      }
    >
      {[...items]
        .sort((a, b) => Number(a.message === null) - Number(b.message === null))
        .slice(0, SHOWN)
        .map(({ instance, title, businessKey, at, message, changes }) => (
          <tr key={instance}>
            <td>{title ?? businessKey ?? instance.slice(-12)}</td>
            <td>
              {at
                .map(nameOf)
                .filter((name) => name !== null)
                .join(', ')}
            </td>
            <td data-bad={message !== null}>
              {message ?? t('design.operations.possible')}
              {message === null && changes.length > 0 && (
                <ul className={classes.changes}>
                  {changedLines(changes, renewal).map(({ kind, names }) => (
                    <li key={kind}>{t(`design.operations.change.${kind}`, { name: names.join(', ') })}</li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
    </DataTable>
  );
}
