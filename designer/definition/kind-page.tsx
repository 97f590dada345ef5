/** All definitions of a kind: find one, open it, make a new one, drop files of diagrams and decisions. */
import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { definitionAddress, HOME, kindAddress } from '../draft/addresses.ts';
import { KIND_ICONS, listed } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { useBegun } from '../kit/use-begun.ts';
import { ImportButton } from './import-button.tsx';
import classes from './kind-page.module.css';
import { NewDefinition } from './new-definition.tsx';

export interface KindPageProps {
  readonly kind: string;
  /** Opens with the question for a new one. */
  readonly begin: boolean;
}

export function KindPage({ kind, begin }: KindPageProps) {
  const t = useText();
  const draft = useDraft();
  const text = useLabelText();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useBegun(begin, kindAddress(kind));
  const all = listed(draft, kind, text);
  const shown = all.filter(({ name, definition }) =>
    `${name} ${definition.key}`.toLowerCase().includes(words.toLowerCase()),
  );
  const importable = IMPORTABLE.has(kind);
  const problems = useProblems();
  const countOf = (severity: 'error' | 'warning', key: string) =>
    problems.filter((one) => one.definition === `${kind}/${key}` && one.severity === severity).length;
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAsked(true)}>
      {t(`design.kind.${kind}.new`)}
    </Button>
  );
  const bar = (
    <>
      <TextInput
        leftSection={<IconSearch size={16} />}
        placeholder={t('design.find.byName')}
        aria-label={t('design.find.byName')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        w={260}
      />
      <BarSpace />
      {importable && <ImportButton />}
      {kind !== 'solution' && add}
    </>
  );
  return (
    <Page
      title={t(`design.kind.${kind}.many`)}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
      mark={<DraftMark />}
    >
      <EditorFrame bar={bar}>
        <div className={classes.page}>
          {all.length === 0 && (
            <EmptyState
              title={t(`design.kind.${kind}.none`)}
              text={t(`design.kind.${kind}.what`)}
              action={add}
            />
          )}
          {all.length > 0 && shown.length === 0 && (
            <p className={classes.nothing}>{t('ui.choice.nothing')}</p>
          )}
          <ul className={classes.list}>
            {shown.map(({ definition, name, mark }) => (
              <li key={definition.key}>
                <Link href={definitionAddress(kind, definition.key)} className={classes.item}>
                  <Icon name={KIND_ICONS[kind]} size={18} className={classes.icon} />
                  <span className={classes.name}>{name}</span>
                  {mark && (
                    <Pill small tone="accent">
                      {t(`design.mark.${mark}`)}
                    </Pill>
                  )}
                  <Count severity="error" count={countOf('error', definition.key)} />
                  <Count severity="warning" count={countOf('warning', definition.key)} />
                  <code className={classes.key}>{definition.key}</code>
                  <span className={classes.solution}>{definition.solution}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </EditorFrame>
      {asked && <NewDefinition kind={kind} onClose={() => setAsked(false)} />}
    </Page>
  );
}

// helpers //////////

/** Kinds that come as files from elsewhere. */
const IMPORTABLE: ReadonlySet<string> = new Set(['process', 'decision', 'form', 'task_types']);

function Count({ severity, count }: { readonly severity: 'error' | 'warning'; readonly count: number }) {
  const t = useText();
  if (count === 0) return null;
  const Mark = severity === 'error' ? IconCircleX : IconAlertTriangle;
  return (
    <span className={classes.count} data-severity={severity} title={t('design.problem.count', { count })}>
      <Mark size={15} aria-hidden />
      {count}
    </span>
  );
}
