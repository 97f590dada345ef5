/** What is for those who may import; others are told that they may not, and whom to ask. */
import type { ReactNode } from 'react';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { useMe } from '#ui/session.ts';

export function MayImport({ children }: { readonly children: ReactNode }) {
  const t = useText();
  if (useMe().may.includes('import')) return children;
  return <EmptyState title={t('import.noRight.title')} text={t('import.noRight.text')} />;
}
