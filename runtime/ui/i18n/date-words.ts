/** Names of months and days for the date pickers, which stand on dayjs; English is built in. */
import dayjs from 'dayjs';
import type { Language } from '#api/session.ts';

export async function loadDateWords(language: Language): Promise<void> {
  if (language === 'uk') await import('dayjs/locale/uk.js');
  if (language === 'ru') await import('dayjs/locale/ru.js');
  dayjs.locale(language);
}
