/**
 * Files handed in become changes of the draft: BPMN and DMN models, Camunda's HTML forms, YAML that names its kind. The server reads
 * them, by the same code that deploys; a model replaces the definition that holds its process already.
 */
import { useRef } from 'react';
import { type GivenDefinition, readFiles } from '#api/processes.ts';
import type { Change } from '#metadata/change.ts';
import type { Configuration } from '#metadata/definition.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { definitionAddress, kindAddress } from '../draft/addresses.ts';
import { useDraft, useDraftStore, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';

export const ACCEPTED = '.bpmn,.bpmn20.xml,.dmn,.html,.htm,.yaml,.yml';

export function useTakeFiles(): (files: readonly File[]) => Promise<void> {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const client = useApi();
  const store = useDraftStore();
  const solution = useSolution();
  const sentence = useProblemText();
  const { configuration } = useDraft();
  // Answers come later than the render that asked.
  const latest = useRef({ make, solution, configuration });
  latest.current = { make, solution, configuration };

  return async (files) => {
    if (files.length === 0) return;
    const body = new FormData();
    for (const file of files) body.append('file', file, file.name);
    try {
      // What is read stands beside the draft as the server knows it.
      await store.settled();
      const { definitions, problems } = await client.call(readFiles, { body });
      for (const { message } of problems) toast(message);
      const now = latest.current;
      const changes = definitions.flatMap((given) => changeFor(given, now.solution.key, now.configuration));
      if (definitions.length === 0) return;
      if (changes.length > 0 && !now.make([...now.solution.changes, ...changes])) return;
      toast(t('design.import.done', { count: definitions.length }));
      go(addressAfter(definitions));
    } catch (error) {
      toast(sentence(error));
    }
  };
}

/** None where the definition is what it was. */
export function changeFor(
  { kind, key, solution, content }: GivenDefinition,
  into: string,
  configuration: Configuration,
): Change[] {
  const old = configuration.definitions.get(`${kind}/${key}`);
  if (old && JSON.stringify(old.content) === JSON.stringify(content)) return [];
  if (kind === 'entity' && !old) return [{ change: 'add_entity', entity: key, solution: into, content }];
  return [{ change: 'put', kind, key, solution: solution ?? into, content }];
}

// helpers //////////

/** The one that was handed in, or the list in which the first process, else the first definition, stands. */
function addressAfter(definitions: readonly GivenDefinition[]): string {
  const processes = definitions.filter(({ kind }) => kind === 'process');
  const [first] = processes.length > 0 ? processes : definitions;
  const alone = definitions.filter(({ kind }) => kind === first!.kind).length === 1;
  return alone ? definitionAddress(first!.kind, first!.key) : kindAddress(first!.kind);
}
