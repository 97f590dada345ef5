/** What an entry of a menu is called and shown by where it says nothing itself: as what it opens. */
import { splitReference } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { nameOf as definitionName, processDefinition } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { type Entry, type Target, targetOf } from './menu-content.ts';

const PAGE_ICONS: Readonly<Record<string, string>> = {
  inbox: 'inbox',
  calendar: 'calendar',
  dashboard: 'layout-dashboard',
  search: 'search',
  reports: 'chart-bar',
};

export function useEntryText() {
  const t = useText();
  const text = useLabelText();
  const draft = useDraft();
  const { registry } = draft;

  const targetName = ({ kind, value }: Target): string => {
    const { key } = splitReference(value);
    if (kind === 'page') return t(`design.menu.page.${value}`);
    if (kind === 'url') return value;
    if (kind === 'start') {
      const process = processDefinition(draft, key);
      return process ? definitionName(process, text) : value;
    }
    if (kind === 'view') return text(registry.views.get(key)?.definition.label, key);
    const entity = registry.entities.get(key);
    return text(entity?.plural ?? entity?.label, key);
  };

  const targetIcon = ({ kind, value }: Target): string => {
    const { key } = splitReference(value);
    if (kind === 'page') return PAGE_ICONS[value] ?? 'file';
    if (kind === 'url') return 'external-link';
    if (kind === 'start') return 'player-play';
    const entity = kind === 'view' ? registry.views.get(key)?.entity : key;
    return registry.entities.get(entity ?? '')?.icon ?? (kind === 'view' ? 'layout-list' : 'database');
  };

  return {
    text,
    targetName,
    targetIcon,
    nameOf: (entry: Entry) => (entry.label ? text(entry.label, '') : targetName(targetOf(entry))),
    iconOf: (entry: Entry) => entry.icon ?? targetIcon(targetOf(entry)),
  };
}
