/** The palette with what can be done from anywhere: make a record, start a process, open a page. Ctrl+K opens it. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listProcesses } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';
import type { NavGroup } from '#ui/app-shell.tsx';
import { useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { useGo } from '#ui/link.tsx';
import { Palette } from '../palette/palette.tsx';
import type { Deed } from '../palette/palette-entries.ts';
import { useCreatable } from './create-menu.tsx';

export interface PaletteHandle {
  open(): void;
  /** Only what can be made, for the phone's "Create". */
  create(): void;
  readonly element: ReactNode;
}

export function usePalette(groups: readonly NavGroup[]): PaletteHandle {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const [mode, setMode] = useState<'all' | 'create' | null>(null);
  const creatable = useCreatable();
  const processes = useQuery({
    queryKey: ['processes', 'list'],
    queryFn: () => client.call(listProcesses),
    enabled: mode === 'all',
  });
  useKeys([{ keys: 'Ctrl+K', label: t('app.search.button'), run: () => setMode('all') }]);
  const create: Deed[] = creatable.map(({ entity, label, icon, href }) => ({
    key: `create ${entity}`,
    group: 'create',
    icon,
    title: t('ui.record.new', { what: label }),
    run: () => go(href),
  }));
  const start: Deed[] = (processes.data?.items ?? [])
    .filter(({ mayStart }) => mayStart)
    .map(({ key, name, description }) => ({
      key: `start ${key}`,
      group: 'start',
      icon: 'player-play',
      title: name,
      text: description ?? undefined,
      run: () => go(`/start/${encodeURIComponent(key)}`),
    }));
  const open: Deed[] = groups
    .flatMap((group) => group.items)
    .flatMap((item) =>
      item.href?.startsWith('/')
        ? [
            {
              key: `open ${item.key}`,
              group: 'open',
              icon: item.icon,
              title: item.label,
              run: () => go(item.href as string),
            } as const,
          ]
        : [],
    );
  return {
    open: () => setMode('all'),
    create: () => setMode('create'),
    element: mode && (
      <Palette
        onClose={() => setMode(null)}
        begin={mode === 'create' ? '>' : ''}
        deeds={mode === 'create' ? create : [...create, ...start, ...open]}
      />
    ),
  };
}
