/** The solution that is being designed: what is new is put into it. Chosen in the navigation, kept on this device. */
import type { Change } from '#metadata/change.ts';
import { definitionsOf } from '#metadata/definition.ts';
import { PEOPLE } from '#metadata/people.ts';
import { useKept } from '#ui/kept.ts';
import { useDraft } from './draft.tsx';

/** Key of the solution that is made where there is none yet. */
const FIRST = 'main';

export interface SolutionChoice {
  readonly key: string;
  /** What must be changed before something can be put into it: it may not be there yet. */
  readonly changes: readonly Change[];
  /** All that can be designed, in the order of their keys. */
  readonly all: readonly string[];
  choose(key: string): void;
}

export function useSolution(): SolutionChoice {
  const { configuration } = useDraft();
  const [kept, choose] = useKept('potik-solution', '');
  const all = definitionsOf(configuration, 'solution')
    .map(({ key }) => key)
    // The platform's own solution is replaced by its updates.
    .filter((key) => key !== PEOPLE)
    .sort();
  const key = all.includes(kept) ? kept : (all[0] ?? FIRST);
  const changes = all.length > 0 ? [] : [newSolution(FIRST, { en: 'Main', uk: 'Основне', ru: 'Основное' })];
  return { key, changes, all, choose };
}

export function newSolution(key: string, title: Readonly<Record<string, string>>): Change {
  const content = { key, title, version: '1.0.0', languages: ['en', 'uk', 'ru'] };
  return { change: 'put', kind: 'solution', key, solution: key, content };
}
