/**
 * Keys of the keyboard: pages say what a key does while they are open, `?` lists all. Matched by the letter and by the
 * place on the keyboard, so that they work with Cyrillic layouts; while somebody types only keys with Ctrl or Alt fire.
 */
import { Modal } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from './i18n.tsx';
import { keyParts, matchesKey } from './keys/key-combination.ts';
import classes from './keys/keys.module.css';
import { Key } from './pill.tsx';

export interface KeyDeed {
  /** `Ctrl+S`, `Alt+N`, `J`, `Escape`, `?`. Ctrl is the command key on a Mac. */
  readonly keys: string;
  /** What it does, for the list and for tooltips. */
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
}

interface Keyboard {
  add(deeds: () => readonly KeyDeed[]): () => void;
  showList(): void;
}

const KeyboardContext = createContext<Keyboard | null>(null);

export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const sources = useRef<(() => readonly KeyDeed[])[]>([]);
  const [listed, setListed] = useState<readonly KeyDeed[] | null>(null);
  const keyboard = useMemo<Keyboard>(
    () => ({
      add(deeds) {
        sources.current.push(deeds);
        return () => {
          sources.current = sources.current.filter((other) => other !== deeds);
        };
      },
      showList: () => setListed(sources.current.flatMap((deeds) => deeds())),
    }),
    [],
  );
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      // The page opened last speaks first.
      for (const deeds of [...sources.current].reverse()) {
        const deed = deeds().find(({ keys }) => matchesKey(event, keys));
        if (!deed || deed.disabled) continue;
        if (typing && !event.ctrlKey && !event.metaKey && !event.altKey) return;
        event.preventDefault();
        deed.run();
        return;
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <KeyboardContext value={keyboard}>
      <OwnKeys showList={keyboard.showList} />
      {children}
      <Modal opened={listed !== null} onClose={() => setListed(null)} title={t('ui.keys.title')}>
        <dl className={classes.list}>
          {listed?.map((deed) => (
            <div key={deed.keys + deed.label} className={classes.row}>
              <dt>{deed.label}</dt>
              <dd>
                <Keys keys={deed.keys} />
              </dd>
            </div>
          ))}
        </dl>
      </Modal>
    </KeyboardContext>
  );
}

/** What keys do while the component that calls this is shown. */
export function useKeys(deeds: readonly KeyDeed[]): void {
  const keyboard = useContext(KeyboardContext);
  const latest = useRef(deeds);
  latest.current = deeds;
  useEffect(() => keyboard?.add(() => latest.current), [keyboard]);
}

export function useKeyList(): () => void {
  const keyboard = useContext(KeyboardContext);
  return () => keyboard?.showList();
}

/** A combination as it is written on this computer's keyboard. */
export function Keys({ keys, inverted }: { readonly keys: string; readonly inverted?: boolean }) {
  return <Key inverted={inverted}>{keyParts(keys).join(' ')}</Key>;
}

// helpers //////////

function OwnKeys({ showList }: { readonly showList: () => void }) {
  const t = useText();
  useKeys([{ keys: '?', label: t('ui.keys.title'), run: showList }]);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
