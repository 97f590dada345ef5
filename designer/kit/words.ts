/** Sentences by their code in the person's language: changes, consequences, problems; English where there is none. */
import { useTranslation } from 'react-i18next';
import type { Words } from '#metadata/change.ts';
import type { DefinitionProblem } from '#metadata/definition.ts';
import { textOf } from '#metadata/label.ts';
import { useLanguage } from '#ui/i18n.tsx';
import { useSaid } from './said.ts';

export function useWords(): (words: Words) => string {
  const { t, i18n } = useTranslation();
  const { language } = useLanguage();
  return ({ code, text, params }) => {
    const named = Object.fromEntries(
      Object.entries(params).map(([hole, value]) => [
        hole,
        typeof value === 'number' ? value : textOf(value, language, ''),
      ]),
    );
    // With the names, for a sentence may have a form for one and another for many.
    return i18n.exists(`change.${code}`, named) ? String(t(`change.${code}`, named)) : text;
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
  const { language } = useLanguage();
  const said = useSaid();
  /** Types of values by their names, of which several may be permitted; what is quoted in the quotes of the language. */
  const named = (params: NonNullable<DefinitionProblem['params']>) => {
    const { types, value } = params;
    const typeNames =
      typeof types === 'string' && types.split(' ').map((type) => t(`mistake.shape_type.${type}`));
    return {
      ...said.names(params),
      ...(typeNames && { types: typeNames.join(String(t('mistake.shape_type.or'))) }),
      ...(typeof value === 'string' && { value: value.replace(/^"(.*)"$/, '«$1»') }),
    };
  };
  return ({ code, message, params, elementId }) => {
    // In English the metadata's own sentence says more: what was meant perhaps.
    if (language === 'en' && !elementId) return message;
    if (!params) return message;
    const mistake = `mistake.${code.replaceAll('.', '_')}`;
    if (i18n.exists(mistake)) return String(t(mistake, named(params)));
    const key = `problem.${code.replaceAll('.', '_')}`;
    if (!i18n.exists(key)) return message;
    const called = Object.entries({ element: elementId, ...said.names(params) }).map(([hole, value]) => [
      hole,
      typeof value === 'string' ? (nameOf(value) ?? value) : value,
    ]);
    return String(t(key, Object.fromEntries(called)));
  };
}
