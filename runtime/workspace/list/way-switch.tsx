/** Table or board. */
import { SegmentedControl, Tooltip } from '@mantine/core';
import { IconLayoutKanban, IconTable } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { WAYS, type Way } from './list-search.ts';

const ICONS = { table: IconTable, kanban: IconLayoutKanban };

export function WaySwitch({ way, onChange }: { readonly way: Way; readonly onChange: (way: Way) => void }) {
  const t = useText();
  return (
    <SegmentedControl
      aria-label={t('list.way.title')}
      value={way}
      onChange={(next) => onChange(next as Way)}
      data={WAYS.map((key) => {
        const Icon = ICONS[key];
        return {
          value: key,
          label: (
            <Tooltip label={t(`list.way.${key}`)}>
              <span style={{ display: 'inline-flex' }}>
                <Icon size={16} aria-hidden />
                <span className="hidden-text">{t(`list.way.${key}`)}</span>
              </span>
            </Tooltip>
          ),
        };
      })}
    />
  );
}
