/** What the records of an entity keep to, whatever writes them: conditions, values that stand once only, duplicates, documents, how long they are kept. */
import { useProblems } from '../draft/problems.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import { CheckRules } from './check-rules.tsx';
import { DocumentRules } from './document-rules.tsx';
import { DuplicateRules } from './duplicate-rules.tsx';
import { RetentionRules } from './retention-rules.tsx';
import { UniqueSets } from './unique-sets.tsx';
import type { EntityContent, EntityEditing } from './use-entity-content.ts';

const PARTS = ['checks', 'unique', 'duplicates', 'document', 'retention'];

export function EntityRules(editing: EntityEditing) {
  const words = useProblemWords();
  const problems = useProblems().filter(
    ({ definition, path }) =>
      definition === `entity/${editing.entity.key}` && PARTS.includes(String(path?.[0])),
  );
  return (
    <>
      {problems.map((problem) => (
        <ProblemLine
          key={`${problem.path?.join('.')} ${problem.message}`}
          severity={problem.severity}
          message={words(problem)}
          note={problem.path?.join(' › ')}
        />
      ))}
      <CheckRules {...editing} />
      <UniqueSets {...editing} />
      <DuplicateRules {...editing} />
      <DocumentRules {...editing} />
      <RetentionRules {...editing} />
    </>
  );
}

export function ruleCount({ checks, unique, duplicates, retention }: EntityContent): number {
  return (
    Object.keys(checks ?? {}).length +
    (unique?.length ?? 0) +
    (duplicates?.match.length ?? 0) +
    Object.keys(retention ?? {}).length
  );
}
