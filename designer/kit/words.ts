/** Sentences of the metadata (changes, consequences) in the person's language, by their code; English where there is none. */
import { useTranslation } from 'react-i18next';
import type { Words } from '#metadata/change.ts';

export function useWords(): (words: Words) => string {
  const { t, i18n } = useTranslation();
  return ({ code, text, params }) => {
    return i18n.exists(`change.${code}`) ? t(`change.${code}`, { ...params }) : text;
  };
}
