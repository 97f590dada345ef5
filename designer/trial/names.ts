/** What elements of a trial are called in the person's language. */
import { nameIn } from '#engine/name-in.ts';
import type { Element } from '#engine/process.ts';
import { useLanguage, useText } from '#ui/i18n.tsx';

/** The name in the diagram; else what kind of element it is. */
export function useElementName(): (element: Element) => string {
  const t = useText();
  const { language } = useLanguage();
  return (element) =>
    nameIn(element, language) ??
    (element.kind === 'process' ? element.id : t(`design.bpmn.${kindOf(element)}`));
}

// helpers //////////

function kindOf({ kind }: Element): string {
  const name = kind === 'eventSubProcess' ? 'subProcess' : kind;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
