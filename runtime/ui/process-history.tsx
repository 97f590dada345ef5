/** The history of an instance as sentences people understand; what only the engine cares for is left out. */
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFlagCheck,
  IconGitMerge,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
} from '@tabler/icons-react';
import type { HistoryEntry } from '#api/instances.ts';
import { type Translate, useText } from './i18n.tsx';
import { type Moment, Moments } from './moments.tsx';

export function ProcessHistory({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const t = useText();
  const moments = entries.flatMap((entry, i) => momentOf(entry, `${i}`, t) ?? []).reverse();
  return <Moments moments={moments} />;
}

// helpers //////////

const ICONS = {
  started: IconPlayerPlay,
  completed: IconCircleCheck,
  passed: IconGitMerge,
  cancelled: IconPlayerPause,
  incident: IconAlertTriangle,
  resolved: IconRefresh,
  ended: IconFlagCheck,
  suspended: IconPlayerPause,
  resumed: IconPlayerPlay,
} as const;

function momentOf(entry: HistoryEntry, key: string, t: Translate): Moment | null {
  const Icon = ICONS[entry.type as keyof typeof ICONS];
  const named = ['completed', 'passed', 'cancelled'].includes(entry.type);
  if (!Icon || (named && !entry.elementName)) return null;
  const who = entry.cause?.person?.name;
  return {
    key,
    at: entry.at,
    icon: <Icon size={14} />,
    tone: entry.type === 'incident' ? 'bad' : undefined,
    title: named ? entry.elementName : t(`ui.history.${entry.type}`),
    text: [
      named ? t(`ui.history.${entry.type}`) : null,
      entry.type === 'incident' ? String(entry.detail.message ?? '') : null,
      who ?? (entry.cause && t(`ui.history.cause.${entry.cause.kind}`, { defaultValue: entry.cause.text })),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}
