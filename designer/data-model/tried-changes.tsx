/** What changes would do to the records there are, asked of the server before they enter the draft; nothing is kept by asking. */

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { planChanges } from '#api/metadata.ts';
import type { Change } from '#metadata/change.ts';
import type { DefinitionProblem } from '#metadata/definition.ts';
import { useApi } from '#ui/api.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { useDraft, useDraftStore } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import { PlanChanges, PlanWaiting } from '../kit/plan/plan-changes.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import classes from './data-dialog.module.css';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 300;

export function TriedChanges({ changes }: { readonly changes: readonly Change[] }) {
  const client = useApi();
  const store = useDraftStore();
  const { position } = useDraft();
  const words = useProblemWords();
  const titleOf = useDefinitionTitle();
  const known = new Set(useProblems().map(problemId));
  const [asked] = useDebouncedValue(JSON.stringify(changes), PAUSE);
  const tried = useQuery({
    queryKey: ['draft', 'tried', position, asked],
    queryFn: async () => {
      await store.settled();
      return client.call(planChanges, { body: { changes: JSON.parse(asked) } });
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  if (tried.error) return <ProblemNotice error={tried.error} onRetry={() => void tried.refetch()} />;
  if (!tried.data) return <PlanWaiting />;
  const caused = tried.data.problems.filter((problem) => !known.has(problemId(problem)));
  return (
    <Scrolled className={classes.tried}>
      <PlanChanges changes={tried.data.changes.slice(-changes.length)} />
      {caused.map((problem) => (
        <ProblemLine
          key={problemId(problem)}
          severity={problem.severity}
          message={words(problem)}
          where={titleOf(problem.definition)}
        />
      ))}
    </Scrolled>
  );
}

// helpers //////////

const problemId = ({ definition, path, elementId, message }: DefinitionProblem) =>
  [definition, path?.join('.'), elementId, message].join(' ');
