/** Why a record stayed though its time was over, in the person's language; the server's sentence where it is another reason. */
import { useTranslation } from 'react-i18next';

export function useKeptReason(): (code: string, message: string) => string {
  const { t, i18n } = useTranslation();
  return (code, message) => {
    const key = `design.retention.kept.${code.replaceAll('.', '_')}`;
    return i18n.exists(key) ? String(t(key)) : message;
  };
}
