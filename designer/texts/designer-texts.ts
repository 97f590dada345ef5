/** The designer's own texts, beside those of the kit. A language is loaded when it is chosen. */
import type { TextSource } from '#ui/i18n.tsx';

export const designerTexts: TextSource = async (language) => {
  switch (language) {
    case 'uk':
      return (await import('./uk.json')).default;
    case 'ru':
      return (await import('./ru.json')).default;
    default:
      return (await import('./en.json')).default;
  }
};
