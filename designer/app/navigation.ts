/** The navigation of the designer: what a solution is made of, by what one wants to change. */
import type { Me } from '#api/session.ts';
import type { NavGroup, NavItem } from '#ui/app-shell.tsx';
import type { Translate } from '#ui/i18n.tsx';
import {
  AUDIT,
  HOME,
  INDEXES,
  INSTALLED,
  kindAddress,
  OPERATIONS,
  RELEASES,
  RETENTION,
  TRANSLATIONS,
  WEBHOOK_CALLS,
} from '../draft/addresses.ts';
import { KIND_ICONS } from '../draft/definitions.ts';
import type { DraftView } from '../draft/draft-store.ts';

const GROUPS: readonly { readonly key: string; readonly kinds: readonly string[] }[] = [
  { key: 'data', kinds: ['entity', 'pipeline'] },
  { key: 'logic', kinds: ['process', 'decision', 'calendar', 'task_types', 'webhook'] },
  { key: 'screens', kinds: ['form', 'view', 'menu'] },
  { key: 'access', kinds: ['role', 'translation'] },
  { key: 'parts', kinds: ['solution', 'extension'] },
];

export function navigation(draft: DraftView, t: Translate, may: Me['may']): readonly NavGroup[] {
  const counts = new Map<string, number>();
  for (const { kind } of draft.configuration.definitions.values())
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const item = (kind: string): NavItem => ({
    key: kind,
    label: t(`design.kind.${kind}.many`),
    icon: kind === 'entity' ? 'hierarchy-2' : (KIND_ICONS[kind] as string),
    // Texts of all definitions come first, files of further languages behind them.
    href: kind === 'translation' ? TRANSLATIONS : kindAddress(kind),
    count: counts.get(kind) ?? 0,
  });
  return [
    {
      key: 'home',
      items: [{ key: 'overview', label: t('design.nav.overview'), icon: 'home', href: HOME }],
    },
    ...GROUPS.map(({ key, kinds }) => ({ key, label: t(`design.nav.${key}`), items: kinds.map(item) })),
    {
      key: 'live',
      label: t('design.nav.live'),
      items: [
        { key: 'releases', label: t('design.nav.releases'), icon: 'git-branch', href: RELEASES },
        { key: 'installed', label: t('design.installed.title'), icon: 'packages', href: INSTALLED },
        { key: 'indexes', label: t('design.indexes.title'), icon: 'gauge', href: INDEXES },
        ...(may.includes('operate')
          ? [
              { key: 'operations', label: t('design.operations.title'), icon: 'heartbeat', href: OPERATIONS },
              { key: 'webhooks', label: t('design.webhooks.calls'), icon: 'webhook', href: WEBHOOK_CALLS },
            ]
          : []),
        ...(may.includes('manage_people')
          ? [
              { key: 'audit', label: t('design.audit.title'), icon: 'list-search', href: AUDIT },
              { key: 'retention', label: t('design.retention.title'), icon: 'clock-x', href: RETENTION },
            ]
          : []),
      ],
    },
  ];
}
