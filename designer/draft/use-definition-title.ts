/** A definition as people know it: its kind and its name, such as "View · Key customers"; the id where there is none. */
import { useText } from '#ui/i18n.tsx';
import { nameOf } from './definitions.ts';
import { useDraft, useLabelText } from './draft.tsx';

export function useDefinitionTitle(): (id: string | undefined) => string {
  const t = useText();
  const text = useLabelText();
  const { configuration } = useDraft();
  return (id = '') => {
    const definition = configuration.definitions.get(id);
    return definition ? `${t(`design.kind.${definition.kind}.one`)} · ${nameOf(definition, text)}` : id;
  };
}
