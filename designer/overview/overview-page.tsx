/** The start page: what the solution is made of, what is not published, what is wrong. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { changeWords } from '#metadata/change.ts';
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Count, Pill } from '#ui/pill.tsx';
import {
  CHANGES,
  definitionAddress,
  kindAddress,
  newAddress,
  PROBLEMS,
  problemAddress,
} from '../draft/addresses.ts';
import { KIND_ICONS, listed } from '../draft/definitions.ts';
import { type DraftView, useDraft, useLabelText } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { useSolution } from '../draft/solution.ts';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import { ChangeLine } from '../kit/change-line.tsx';
import { DraftMark } from '../kit/draft-mark.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import { FirstSteps } from './first-steps.tsx';
import classes from './overview-page.module.css';

const KINDS = ['entity', 'process', 'decision', 'form', 'view', 'pipeline', 'role', 'menu'];
const MOST = 5;

export function OverviewPage() {
  const t = useText();
  const draft = useDraft();
  const text = useLabelText();
  const { key } = useSolution();
  const solution = draft.configuration.definitions.get(`solution/${key}`)?.content as
    | SolutionDefinition
    | undefined;
  return (
    <Page title={text(solution?.title, key)} mark={<DraftMark />}>
      <div className={classes.page}>
        <div className={classes.main}>
          {solution?.description && <p className={classes.text}>{text(solution.description, '')}</p>}
          <div className={classes.cards}>
            {KINDS.map((kind) => (
              <KindCard key={kind} kind={kind} solution={key} />
            ))}
          </div>
        </div>
        <aside className={classes.side}>
          <NotPublished draft={draft} />
          <Problems />
          <FirstSteps />
          {draft.position === 0 && <p className={classes.quiet}>{t('design.overview.everythingLive')}</p>}
        </aside>
      </div>
    </Page>
  );
}

// helpers //////////

function KindCard({ kind, solution }: { readonly kind: string; readonly solution: string }) {
  const t = useText();
  const go = useGo();
  const draft = useDraft();
  const text = useLabelText();
  const own = listed(draft, kind, text).filter(({ definition }) => definition.solution === solution);
  return (
    <section className={classes.card}>
      <header className={classes.head}>
        <Icon name={KIND_ICONS[kind]} size={18} />
        <Link href={kindAddress(kind)} className={classes.kind}>
          {t(`design.kind.${kind}.many`)}
        </Link>
        <Count value={own.length} />
      </header>
      {own.slice(0, MOST).map(({ definition, name, mark }) => (
        <Link key={definition.key} href={definitionAddress(kind, definition.key)} className={classes.item}>
          <span className={classes.name}>{name}</span>
          {mark && (
            <Pill small tone="accent">
              {t(`design.mark.${mark}`)}
            </Pill>
          )}
        </Link>
      ))}
      {own.length > MOST && (
        <Link href={kindAddress(kind)} className={classes.more}>
          {t('design.overview.more', { count: own.length - MOST })}
        </Link>
      )}
      {own.length === 0 && (
        <div className={classes.empty}>
          <p>{t(`design.kind.${kind}.what`)}</p>
          <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => go(newAddress(kind))}>
            {t(`design.kind.${kind}.new`)}
          </Button>
        </div>
      )}
    </section>
  );
}

function NotPublished({ draft }: { readonly draft: DraftView }) {
  const t = useText();
  const { steps, position, live, registry } = draft;
  if (position === 0) return null;
  const shown = steps.slice(Math.max(0, position - 6), position).reverse();
  return (
    <section>
      <h2 className={classes.title}>
        {t('design.overview.notPublished')}
        <Pill tone="warn">{t('design.publish.changes', { count: position })}</Pill>
        <Link href={CHANGES} className={classes.all}>
          {t('design.overview.review')}
        </Link>
      </h2>
      <div className={classes.box}>
        {shown.map(({ change }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
          <ChangeLine key={at} words={changeWords(change, live, registry)} />
        ))}
      </div>
    </section>
  );
}

function Problems() {
  const t = useText();
  const go = useGo();
  const words = useProblemWords();
  const titleOf = useDefinitionTitle();
  const problems = useProblems();
  if (problems.length === 0) return null;
  return (
    <section>
      <h2 className={classes.title}>
        {t('design.problem.title')}
        <Count value={problems.length} />
        <Link href={PROBLEMS} className={classes.all}>
          {t('design.overview.all')}
        </Link>
      </h2>
      <div className={classes.box}>
        {problems.slice(0, 6).map((problem) => (
          <ProblemLine
            key={`${problem.definition} ${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
            severity={problem.severity}
            message={words(problem)}
            where={titleOf(problem.definition)}
            onOpen={() => go(problemAddress(problem))}
          />
        ))}
      </div>
    </section>
  );
}
