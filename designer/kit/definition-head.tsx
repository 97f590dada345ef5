/** Head of the panel about a whole definition: its name, its kind and its key. */
import type { Definition } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { PanelHead } from './panel.tsx';

export interface DefinitionHeadProps {
  readonly icon: string;
  readonly name: string;
  readonly definition: Definition;
}

export function DefinitionHead({ icon, name, definition: { kind, key } }: DefinitionHeadProps) {
  const t = useText();
  return (
    <PanelHead
      icon={icon}
      title={name}
      sub={
        <>
          {t(`design.kind.${kind}.one`)} · <code>{key}</code>
        </>
      }
    />
  );
}
