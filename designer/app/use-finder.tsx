/** Ctrl+K: everything the solution is made of, by name or key, and the pages of the designer. */
import { Modal, ScrollArea, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { allTexts, type Label } from '#metadata/label.ts';
import { Highlight } from '#ui/highlight.tsx';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useKeys } from '#ui/keys.tsx';
import { useGo } from '#ui/link.tsx';
import { definitionAddress, fieldAddress } from '../draft/addresses.ts';
import { KIND_ICONS, nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import type { DraftView } from '../draft/draft-store.ts';
import classes from './use-finder.module.css';

const MOST = 40;

interface Found {
  readonly key: string;
  readonly icon: string;
  readonly name: string;
  readonly note: string;
  readonly words: string;
  readonly href: string;
}

export function useFinder(): { open(): void; readonly element: ReactNode } {
  const t = useText();
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  useKeys([{ keys: 'Ctrl+K', label: t('design.find.button'), run: open }]);
  const element = opened ? <Finder onClose={() => setOpened(false)} /> : null;
  return { open, element };
}

// helpers //////////

function Finder({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const draft = useDraft();
  const text = useLabelText();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = everything(draft, text, (kind) => t(`design.kind.${kind}.one`))
    .filter((item) => wanted.every((word) => item.words.includes(word)))
    .slice(0, MOST);
  const follow = (item: Found | undefined) => {
    if (!item) return;
    onClose();
    go(item.href);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((at) => Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === 'Enter') follow(found[chosen]);
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} padding={0} aria-label={t('design.find.button')}>
      <TextInput
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} />}
        placeholder={t('design.find.placeholder')}
        aria-label={t('design.find.placeholder')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
        data-autofocus
      />
      <ScrollArea.Autosize mah={420} className={classes.list}>
        {found.map((item, at) => (
          <UnstyledButton
            key={item.key}
            className={classes.item}
            data-chosen={at === chosen}
            onClick={() => follow(item)}
          >
            <Icon name={item.icon} size={16} />
            <span>
              <Highlight text={item.name} words={words} />
            </span>
            <span className={classes.note}>{item.note}</span>
          </UnstyledButton>
        ))}
        {found.length === 0 && <p className={classes.nothing}>{t('ui.choice.nothing')}</p>}
      </ScrollArea.Autosize>
    </Modal>
  );
}

function everything(
  { configuration, registry }: DraftView,
  text: (label: Label | undefined, key: string) => string,
  kindName: (kind: string) => string,
): Found[] {
  const definitions = [...configuration.definitions.values()].map((definition): Found => {
    const { kind, key, content } = definition;
    const name = nameOf(definition, text);
    const label = typeof content === 'object' ? (content as { label?: Label }).label : undefined;
    return {
      key: `${kind}/${key}`,
      icon: KIND_ICONS[kind] ?? 'file',
      name,
      note: kindName(kind),
      words: [name, key, kindName(kind), ...allTexts(label)].join(' ').toLowerCase(),
      href: definitionAddress(kind, key),
    };
  });
  const fields = [...registry.entities.values()].flatMap((entity) =>
    [...entity.fields.values()]
      .filter(({ origin }) => origin !== null)
      .map((field): Found => {
        const name = text(field.label, field.key);
        const of = text(entity.label, entity.key);
        return {
          key: `${entity.key}.${field.key}`,
          icon: 'forms',
          name,
          note: of,
          words: [name, field.key, of, ...allTexts(field.label)].join(' ').toLowerCase(),
          href: fieldAddress(entity.key, field.key),
        };
      }),
  );
  return [...definitions, ...fields];
}
