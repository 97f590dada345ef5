/** Sentences by their code in the person's language: changes, consequences, problems; English where there is none. */
import { useTranslation } from 'react-i18next';
import type { Words } from '#metadata/change.ts';
import type { DefinitionProblem } from '#metadata/definition.ts';

export function useWords(): (words: Words) => string {
  const { t, i18n } = useTranslation();
  return ({ code, text, params }) => {
    return i18n.exists(`change.${code}`) ? t(`change.${code}`, { ...params }) : text;
  };
}

/**
 * Those of diagrams have a code with the names in their sentence; those of others are told as they are. `nameOf`: what people call
 * an element, where it is known; its id else.
 */
export function useProblemWords(
  nameOf: (elementId: string) => string | undefined = () => undefined,
): (problem: DefinitionProblem) => string {
  const { t, i18n } = useTranslation();
  return ({ code, message, params, elementId }) => {
    const key = `problem.${code.replaceAll('.', '_')}`;
    if (!params || !i18n.exists(key)) return message;
    const called = Object.entries({ element: elementId, ...params }).map(([hole, value]) => [
      hole,
      typeof value === 'string' ? (nameOf(value) ?? value) : value,
    ]);
    return String(t(key, Object.fromEntries(called)));
  };
}
