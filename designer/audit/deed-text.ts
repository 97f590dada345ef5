/** A kind of deed in words; its own name where there are none yet. */
import { useTranslation } from 'react-i18next';

export function useDeedText(): (deed: string) => string {
  const { t, i18n } = useTranslation();
  return (deed) => {
    const key = `design.audit.deeds.${deed.replaceAll('.', '_')}`;
    return i18n.exists(key) ? String(t(key)) : deed;
  };
}
