/** Everything that is wrong with the draft: of the metadata at once, of diagrams and decisions after a short pause. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { DefinitionProblem } from '#metadata/definition.ts';
import { useDraft } from './draft.tsx';
import { createModelProblems } from './model-problems.ts';
import { useTaskTypes } from './task-types.ts';

const ProblemsContext = createContext<readonly DefinitionProblem[]>([]);

/** Milliseconds without a change before diagrams are checked. */
const PAUSE = 500;

export function ProblemsProvider({ children }: { readonly children: ReactNode }) {
  const { configuration, registry, problems } = useDraft();
  const taskTypes = useTaskTypes();
  const checker = useMemo(createModelProblems, []);
  const [models, setModels] = useState<readonly DefinitionProblem[]>([]);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const found = await checker.of(configuration, { registry, taskTypes });
      if (!gone) setModels(found);
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [checker, configuration, registry, taskTypes]);
  const all = useMemo(() => sorted([...problems, ...models]), [problems, models]);
  return <ProblemsContext value={all}>{children}</ProblemsContext>;
}

/** Errors first. */
export function useProblems(): readonly DefinitionProblem[] {
  return useContext(ProblemsContext);
}

// helpers //////////

function sorted(problems: readonly DefinitionProblem[]): readonly DefinitionProblem[] {
  const rank = ({ severity }: DefinitionProblem) => (severity === 'error' ? 0 : 1);
  return [...problems].sort((a, b) => rank(a) - rank(b));
}
