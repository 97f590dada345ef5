/** A plan in words: its changes by what they are about, what follows from each, what the database does. */

import { Skeleton } from '@mantine/core';
import { IconDatabase, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlannedChangeReply } from '#api/metadata.ts';
import { useText } from '#ui/i18n.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { ChangeLine } from '../change-line.tsx';
import { useWords } from '../words.ts';
import { groupsOf } from './change-groups.ts';
import classes from './plan-dialog.module.css';

export function PlanChanges({ changes }: { readonly changes: readonly PlannedChangeReply[] }) {
  const t = useText();
  const say = useWords();
  return (
    <>
      {groupsOf(changes).map(({ key, items }) => (
        <section key={key}>
          <h3 className={classes.part}>
            {t(`design.publish.group.${key}`)}
            <span className={classes.count}>{t('design.publish.changes', { count: items.length })}</span>
          </h3>
          <div className={classes.card}>
            {items.map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the plan does not change while it is shown
              <ChangeLine key={at} words={item.words}>
                {item.consequences.map((consequence) => (
                  <Consequence key={consequence.code} severity={consequence.severity}>
                    {say(consequence)}
                  </Consequence>
                ))}
              </ChangeLine>
            ))}
          </div>
        </section>
      ))}
      <Database changes={changes} />
    </>
  );
}

export function PlanWaiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t('design.publish.planning')} className={classes.waiting}>
      <Skeleton height={18} width={140} />
      <Skeleton height={64} />
      <Skeleton height={64} />
    </div>
  );
}

// helpers //////////

function Consequence({
  severity,
  children,
}: {
  readonly severity: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
}) {
  return (
    <p className={classes.consequence} data-severity={severity}>
      <IconInfoCircle size={15} aria-hidden />
      {children}
    </p>
  );
}

function Database({ changes }: { readonly changes: readonly PlannedChangeReply[] }) {
  const t = useText();
  const statements = changes.flatMap(({ sql }) => sql);
  if (statements.length === 0) return null;
  return (
    <section>
      <h3 className={classes.part}>
        <IconDatabase size={16} aria-hidden /> {t('design.publish.database')}
        <span className={classes.count}>{t('design.publish.statements', { count: statements.length })}</span>
      </h3>
      <Scrolled as="pre" className={classes.sql}>
        {statements.map((sql) => `${sql};`).join('\n')}
      </Scrolled>
    </section>
  );
}
