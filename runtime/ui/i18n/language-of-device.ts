/** Which language a page opens in before anybody has signed in: the one used here last, else the browser's, else English. */
import type { Language } from '#api/session.ts';

/** Read by public/theme.js too. */
const KEY = 'potik-language';
const KNOWN: readonly string[] = ['en', 'uk', 'ru'];

export function languageOfDevice(): Language {
  const wishes = [remembered(), ...(globalThis.navigator?.languages ?? [])];
  const known = wishes
    .map((wish) => wish?.slice(0, 2).toLowerCase())
    .find((code) => code && KNOWN.includes(code));
  return (known ?? 'en') as Language;
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that keeps nothing asks its own languages again next time.
  }
}

// helpers //////////

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
