/** The page of one definition of the draft: its kind's editor, or its text; where the draft has none, that is said. */
import { idOf } from '#metadata/definition.ts';
import { processDefinition } from '../draft/definitions.ts';
import { useDraft } from '../draft/draft.tsx';
import { DefinitionMissing } from '../kit/definition-missing.tsx';
import { EDITORS } from './editors.ts';
import { TextPage } from './pages.ts';

export interface DefinitionPageProps {
  readonly kind: string;
  /** Key of the definition; for a process also that of one process in its file. */
  readonly name: string;
  /** A part of it that a link leads to. */
  readonly element?: string | null;
  /** Its text is shown, whether there is an editor or not. */
  readonly asText?: boolean;
}

export function DefinitionPage({ kind, name, element = null, asText = false }: DefinitionPageProps) {
  const draft = useDraft();
  const definition =
    kind === 'process'
      ? processDefinition(draft, name)
      : draft.configuration.definitions.get(idOf({ kind, key: name }));
  if (!definition) return <DefinitionMissing kind={kind} name={name} />;
  const Editor = asText ? undefined : EDITORS[kind];
  const edited = kind === 'entity' || kind in EDITORS;
  return Editor ? (
    <Editor key={`${kind}/${name}`} definition={definition} element={element} />
  ) : (
    <TextPage key={`${kind}/${name}`} definition={definition} source={edited} />
  );
}
