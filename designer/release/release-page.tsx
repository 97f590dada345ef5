/** A release beside another one (the one before it at first): what differs, in words and as files; and the way back to it. */
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Client } from '#api/client.ts';
import { getRelease } from '#api/metadata.ts';
import { changeWords, type Words } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import { type Configuration, configurationOf, type Definition } from '#metadata/definition.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { HOME, RELEASES } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import { ChangeLine } from '../kit/change-line.tsx';
import { DefinitionDifferences } from '../kit/definition-differences.tsx';
import page from '../kit/differences-page.module.css';
import { BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { type Telling, WordsOrTexts } from '../kit/words-or-texts.tsx';
import classes from './release-page.module.css';
import { RollbackDialog } from './rollback-dialog.tsx';

export interface ReleasePageProps {
  readonly number: number;
  /** The one it is compared with. */
  readonly other: number | undefined;
  readonly onOther: (number: number) => void;
}

export function ReleasePage({ number, other, onOther }: ReleasePageProps) {
  const t = useText();
  const client = useApi();
  const { release: live } = useDraft();
  const [shown, setShown] = useState<Telling>('words');
  const [goingBack, setGoingBack] = useState(false);
  const compared = other ?? Math.max(1, number - 1);
  const [earlier, later] = [Math.min(number, compared), Math.max(number, compared)];
  const before = useQuery(releaseQuery(client, earlier));
  const after = useQuery(releaseQuery(client, later));
  const error = before.error ?? after.error;
  const bar = (
    <>
      <WordsOrTexts value={shown} onChange={setShown} />
      <NativeSelect
        aria-label={t('design.releases.compareWith')}
        value={String(compared)}
        data={Array.from({ length: live }, (_, at) => live - at)
          .filter((one) => one !== number)
          .map((one) => ({
            value: String(one),
            label: t(one === live ? 'design.releases.withLive' : 'design.releases.with', { number: one }),
          }))}
        onChange={(event) => onOther(Number(event.currentTarget.value))}
      />
      <BarSpace />
      {number !== live && (
        <Button leftSection={<IconRotate size={16} />} onClick={() => setGoingBack(true)}>
          {t('design.releases.rollback')}
        </Button>
      )}
    </>
  );
  return (
    <Page
      title={t('design.release', { number })}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.nav.releases'), href: RELEASES },
      ]}
      back={RELEASES}
      mark={number === live && <Pill tone="good">{t('design.releases.live')}</Pill>}
    >
      <EditorFrame bar={bar}>
        <Scrolled className={page.page}>
          {error && <ProblemNotice error={error} />}
          {!error && !(before.data && after.data) && <Skeleton height={200} />}
          {before.data && after.data && (
            <>
              <p className={classes.lead}>{t('design.releases.between', { earlier, later })}</p>
              <Differences before={before.data} after={after.data} shown={shown} />
            </>
          )}
        </Scrolled>
      </EditorFrame>
      {goingBack && <RollbackDialog to={number} onClose={() => setGoingBack(false)} />}
    </Page>
  );
}

// helpers //////////

/** A release never changes. */
function releaseQuery(client: Client, number: number) {
  return queryOptions({
    queryKey: ['releases', 'one', number],
    queryFn: async () => {
      const { definitions } = await client.call(getRelease, { params: { number: String(number) } });
      return configurationOf(definitions as readonly Definition[]);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface Pair {
  readonly before: Configuration;
  readonly after: Configuration;
}

function Differences({ before, after, shown }: Pair & { readonly shown: Telling }) {
  const t = useText();
  const lines = useMemo(() => wordsBetween(before, after), [before, after]);
  if (lines.length === 0)
    return <EmptyState title={t('design.releases.same')} text={t('design.releases.sameText')} />;
  if (shown === 'text') return <DefinitionDifferences before={before} after={after} />;
  return (
    <div className={page.list}>
      {lines.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
        <ChangeLine key={at} words={words} />
      ))}
    </div>
  );
}

/** Every change is told by what stood before it and what stands after it. */
function wordsBetween(before: Configuration, after: Configuration): readonly Words[] {
  const registries = { before: buildRegistry(before).registry, after: buildRegistry(after).registry };
  return compareConfigurations(before, after).map((change) =>
    changeWords(change, registries.before, registries.after),
  );
}
