/** The catalogue: what the person may start, each with what it is for. */
import { TextInput } from '@mantine/core';
import { IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listProcesses } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import frame from '#ui/sheet.module.css';
import { NotMine } from './not-mine.tsx';
import classes from './start.module.css';
import { StartWaiting } from './start-waiting.tsx';

/** Fewer than this are seen at a glance. */
const SEARCHED = 6;

export function CataloguePage() {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const [words, setWords] = useState('');
  const found = useQuery({ queryKey: ['processes', 'list'], queryFn: () => client.call(listProcesses) });
  const all = (found.data?.items ?? [])
    .filter(({ mayStart }) => mayStart)
    .sort((a, b) => format.compare(a.name, b.name));
  const wanted = words.trim().toLocaleLowerCase();
  const shown = all.filter(({ name, description }) =>
    `${name} ${description ?? ''}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <Page title={t('app.start')} back="/inbox">
      <div className={frame.page}>
        <div className={frame.sheet} data-narrow>
          {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <StartWaiting />}
          {found.isSuccess && all.length === 0 && (
            <EmptyState title={t('start.none.title')} text={t('start.none.text')} />
          )}
          {all.length > SEARCHED && (
            <TextInput
              leftSection={<IconSearch size={16} aria-hidden />}
              aria-label={t('start.search')}
              placeholder={t('start.search')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
          {all.length > 0 && shown.length === 0 && <EmptyState small title={t('start.notFound')} />}
          <ul className={classes.list}>
            {shown.map(({ key, name, description }) => (
              <li key={key}>
                <Link href={`/start/${encodeURIComponent(key)}`} className={classes.entry}>
                  <span className={classes.icon}>
                    <IconPlayerPlay size={18} aria-hidden />
                  </span>
                  <span className={classes.words}>
                    <b>{name}</b>
                    {description && <span>{description}</span>}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {found.isSuccess && <NotMine items={found.data.items.filter(({ mayStart }) => !mayStart)} />}
        </div>
      </div>
    </Page>
  );
}
