/** The two ways to see a definition: its editor and its source. */
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress, sourceAddress } from '../draft/addresses.ts';
import classes from './editor-tabs.module.css';

export interface EditorTabsProps {
  readonly kind: string;
  readonly definition: string;
  readonly tab: 'editor' | 'source';
}

export function EditorTabs({ kind, definition, tab }: EditorTabsProps) {
  const t = useText();
  const tabs = [
    { key: 'editor', label: t(`design.tab.${kind}`), href: definitionAddress(kind, definition) },
    { key: 'source', label: t('design.tab.source'), href: sourceAddress(kind, definition) },
  ];
  return (
    <nav className={classes.tabs} aria-label={t('design.tab.title')}>
      {tabs.map(({ key, label, href }) => (
        <Link key={key} href={href} className={classes.tab} aria-current={key === tab ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
