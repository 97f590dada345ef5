/** The workspace's texts in a language, loaded when it is chosen. */
import type { TextSource } from '#ui/i18n.tsx';

export const workspaceTexts: TextSource = async (language) => {
  switch (language) {
    case 'uk':
      return (await import('./uk.json')).default;
    case 'ru':
      return (await import('./ru.json')).default;
    default:
      return (await import('./en.json')).default;
  }
};
