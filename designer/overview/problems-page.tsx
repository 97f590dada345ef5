/** Everything that is wrong with the draft, by definition; a press leads to the place. */
import type { DefinitionProblem } from '#metadata/definition.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { HOME, problemAddress } from '../draft/addresses.ts';
import { useProblems } from '../draft/problems.tsx';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import { DraftMark } from '../kit/draft-mark.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import classes from './problems-page.module.css';

export function ProblemsPage() {
  const t = useText();
  const go = useGo();
  const titleOf = useDefinitionTitle();
  const words = useProblemWords();
  const problems = useProblems();
  const groups = new Map<string, DefinitionProblem[]>();
  for (const problem of problems) {
    const id = problem.definition ?? '';
    groups.set(id, [...(groups.get(id) ?? []), problem]);
  }
  return (
    <Page
      title={t('design.problem.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
      mark={<DraftMark />}
    >
      <div className={classes.page}>
        {problems.length === 0 && (
          <EmptyState title={t('design.problem.none')} text={t('design.problem.noneText')} />
        )}
        {[...groups].map(([id, own]) => (
          <section key={id}>
            <h2 className={classes.title}>{titleOf(id)}</h2>
            <div className={classes.box}>
              {own.map((problem) => (
                <ProblemLine
                  key={`${problem.code} ${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
                  severity={problem.severity}
                  message={words(problem)}
                  note={problem.elementId ?? problem.path?.join(' › ')}
                  onOpen={() => go(problemAddress(problem))}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </Page>
  );
}
