/**
 * The languages of the interface: texts by key, plural forms and formats. An app starts with `startI18n` and its own texts
 * beside the kit's; the texts of a language are loaded when it is chosen. Keys are `area.screen.item`.
 */
import { DatesProvider } from '@mantine/dates';
import { createInstance, type i18n as I18n, type TFunction } from 'i18next';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '#api/session.ts';
import { createFormat, type Format } from './format.ts';
import { loadDateWords } from './i18n/date-words.ts';
import { languageOfDevice, rememberLanguage } from './i18n/language-of-device.ts';

export { languageOfDevice } from './i18n/language-of-device.ts';
export type Translate = TFunction;

/** In the order they are offered, each called as its speakers call it. */
export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'uk', name: 'Українська' },
  { code: 'ru', name: 'Русский' },
];

/** Texts of one app in a language, as a tree. */
export type TextSource = (language: Language) => Promise<Readonly<Record<string, unknown>>>;

const kitTexts: TextSource = async (language) => {
  switch (language) {
    case 'uk':
      return (await import('./i18n/uk.json')).default;
    case 'ru':
      return (await import('./i18n/ru.json')).default;
    default:
      return (await import('./i18n/en.json')).default;
  }
};

export interface Texts {
  readonly i18n: I18n;
  /** Loads what is missing and switches. */
  speak(language: Language): Promise<void>;
}

export async function startI18n(
  sources: readonly TextSource[],
  language: Language = languageOfDevice(),
): Promise<Texts> {
  const i18n = createInstance();
  const loaded = new Set<Language>();
  const load = async (wanted: Language) => {
    if (loaded.has(wanted)) return;
    const [trees] = await Promise.all([
      Promise.all([kitTexts, ...sources].map((source) => source(wanted))),
      loadDateWords(wanted),
    ]);
    for (const tree of trees) i18n.addResourceBundle(wanted, 'translation', tree, true);
    loaded.add(wanted);
  };
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: {},
    fallbackLng: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  i18n.services.formatter?.add('lower', lowered);
  const speak = async (wanted: Language) => {
    await load(wanted);
    await i18n.changeLanguage(wanted);
    document.documentElement.lang = wanted;
    rememberLanguage(wanted);
  };
  await speak(language);
  return { i18n, speak };
}

/** A name within a sentence: `Deal` → `deal`; abbreviations such as `CRM` stay. */
export function lowered(name: unknown): string {
  const text = String(name ?? '');
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text;
}

const FormatContext = createContext<Format | null>(null);
const SpeakContext = createContext<Texts['speak']>(async () => undefined);

/** Everything below speaks the chosen language. `timeZone`: the person's; without it the device's. */
export function I18nProvider({
  texts,
  timeZone,
  now,
  children,
}: {
  readonly texts: Texts;
  readonly timeZone?: string;
  readonly now?: () => number;
  readonly children: ReactNode;
}) {
  return (
    <I18nextProvider i18n={texts.i18n}>
      <SpeakContext value={texts.speak}>
        <Formats timeZone={timeZone} now={now}>
          {children}
        </Formats>
      </SpeakContext>
    </I18nextProvider>
  );
}

function Formats({
  timeZone,
  now,
  children,
}: {
  readonly timeZone?: string;
  readonly now?: () => number;
  readonly children: ReactNode;
}) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const format = useMemo(() => createFormat({ language, timeZone, now }), [language, timeZone, now]);
  return (
    <FormatContext value={format}>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
        {children}
      </DatesProvider>
    </FormatContext>
  );
}

/** `t('inbox.queue.overdue')`, `t('ui.count.records', { count: 3 })`. */
export function useText(): Translate {
  return useTranslation().t;
}

export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat needs an I18nProvider above it');
  return format;
}

export function useLanguage(): {
  readonly language: Language;
  readonly setLanguage: (language: Language) => Promise<void>;
} {
  const { i18n } = useTranslation();
  const speak = useContext(SpeakContext);
  const setLanguage = useCallback((language: Language) => speak(language), [speak]);
  return { language: i18n.language as Language, setLanguage };
}
