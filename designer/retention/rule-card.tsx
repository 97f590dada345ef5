/** One live rule of retention: what it says in words, its last run, and on asking what is due and what stayed. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewRetention, type RetentionList } from '#api/retention.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { entityAddress } from '../draft/addresses.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import page from '../kit/cards-page.module.css';
import { DueRecords } from '../kit/due-records.tsx';
import { useKeptReason } from './kept-reason.ts';
import classes from './retention.module.css';

type Rule = RetentionList['items'][number];

const TONES = { recycle: 'info', erase: 'bad', anonymise: 'warn' } as const;

export function RuleCard({ rule }: { readonly rule: Rule }) {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const { live } = useDraft();
  const [asked, setAsked] = useState(false);
  const entity = live.entities.get(rule.entity);
  const since = entity?.fields.get(rule.since);
  return (
    <section className={page.card}>
      <header className={page.head}>
        <h2>{text(rule.label ?? undefined, rule.rule)}</h2>
        <Link href={entityAddress(rule.entity)} className={page.about}>
          {text(entity?.plural ?? entity?.label, rule.entity)}
        </Link>
        <Pill tone={TONES[rule.do]}>{t(`design.retention.deed.${rule.do}`)}</Pill>
      </header>
      <div className={page.facts}>
        <p>
          {t('design.retention.sentence', {
            span: format.duration(rule.after, 'long'),
            field: text(since?.label, rule.since),
          })}
          {rule.locked && ` ${t('design.retention.alsoLocked')}`}
        </p>
        {rule.where !== null && (
          <p>
            {t('design.retention.only')} <code>{rule.where}</code>
          </p>
        )}
        <LastRun last={rule.last} />
        {asked ? (
          <Preview rule={rule} />
        ) : (
          <Button size="xs" onClick={() => setAsked(true)}>
            {t('design.retention.try')}
          </Button>
        )}
      </div>
    </section>
  );
}

// helpers //////////

function LastRun({ last }: Pick<Rule, 'last'>) {
  const t = useText();
  const format = useFormat();
  if (!last) return <p>{t('design.retention.notYet')}</p>;
  return (
    <p>
      {t(last.endedAt === null ? 'design.retention.running' : 'design.retention.ran', {
        at: format.dateTime(last.startedAt),
        count: last.done,
      })}
      {last.kept > 0 && ` · ${t('design.retention.stayed', { count: last.kept })}`}
    </p>
  );
}

function Preview({ rule: { entity, rule } }: { readonly rule: Rule }) {
  const t = useText();
  const client = useApi();
  const reason = useKeptReason();
  const found = useQuery({
    queryKey: ['retention', 'preview', entity, rule],
    queryFn: () => client.call(previewRetention, { params: { entity, rule } }),
    staleTime: 0,
  });
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { kept } = found.data;
  return (
    <>
      <DueRecords entity={entity} found={found.data} />
      {kept.length > 0 && (
        <details className={classes.kept}>
          <summary>{t('design.retention.keptTitle', { count: kept.length })}</summary>
          <ul>
            {kept.map(({ id, title, code, message }) => (
              <li key={id}>
                {title === null ? (
                  t('design.retention.unseen')
                ) : (
                  <a href={recordHref(entity, id)} target="_blank" rel="noreferrer">
                    {title}
                  </a>
                )}
                {': '}
                {reason(code, message)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
