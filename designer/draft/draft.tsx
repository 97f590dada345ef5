/** The draft for components: what it is now, and the deeds on it. */
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Change } from '#metadata/change.ts';
import { type Label, textOf } from '#metadata/label.ts';
import { useLanguage } from '#ui/i18n.tsx';
import { toast } from '#ui/toast.tsx';
import type { DraftStore, DraftView } from './draft-store.ts';

export type { DraftView } from './draft-store.ts';

const StoreContext = createContext<DraftStore | null>(null);

export function DraftProvider({
  store,
  children,
}: {
  readonly store: DraftStore;
  readonly children: ReactNode;
}) {
  // The browser asks before a page goes whose last changes are still on their way to the server.
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (store.unsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, [store]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useDraftStore(): DraftStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useDraft needs a DraftProvider above it');
  return store;
}

export function useDraft(): DraftView {
  const store = useDraftStore();
  return useSyncExternalStore(store.subscribe, store.view);
}

/** Makes changes and says so where they do not fit; true when they were made. */
export function useMake(): (
  changes: readonly Change[],
  options?: { readonly together?: boolean },
) => boolean {
  const store = useDraftStore();
  return (changes, options) => {
    const refusal = store.make(changes, options);
    if (refusal) toast(refusal);
    return refusal === null;
  };
}

/** Text of a label in the person's language. */
export function useLabelText(): (label: Label | undefined, key: string) => string {
  const { language } = useLanguage();
  return (label, key) => textOf(label, language, key);
}
