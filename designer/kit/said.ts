/** What was found wrong, in the person's language: by its code, with the names in it; English where there is no sentence. */
import { useTranslation } from 'react-i18next';
import type { Said, SaidParams } from '#metadata/said.ts';
import { useLanguage } from '#ui/i18n.tsx';

export interface SayingOf {
  (said: Said): string;
  /** Names for a sentence; those that are themselves said are in the person's language. */
  names(params: SaidParams): Readonly<Record<string, string | number>>;
}

export function useSaid(): SayingOf {
  const { t, i18n } = useTranslation();
  const { language } = useLanguage();
  const names = (params: SaidParams) =>
    Object.fromEntries(
      Object.entries(params).map(([hole, value]) => [hole, typeof value === 'object' ? said(value) : value]),
    );
  const said = ({ code, message, params = {} }: Said): string => {
    if (language === 'en') return message;
    // Of definitions and expressions; what values of fields can be wrong with is the kit's to say.
    const key = [`mistake.${code}`, `value.${code}`].find((one) => i18n.exists(one));
    return key === undefined ? message : String(t(key, names(params)));
  };
  return Object.assign(said, { names });
}
