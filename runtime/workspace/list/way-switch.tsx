/** Table, tree or board: whichever the records can be shown as. */
import { SegmentedControl, Tooltip } from '@mantine/core';
import { IconBinaryTree, IconLayoutKanban, IconTable } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import type { Way } from './list-search.ts';

const ICONS = { table: IconTable, tree: IconBinaryTree, kanban: IconLayoutKanban };

export interface WaySwitchProps {
  readonly ways: readonly Way[];
  readonly way: Way;
  readonly onChange: (way: Way) => void;
}

export function WaySwitch({ ways, way, onChange }: WaySwitchProps) {
  const t = useText();
  return (
    <SegmentedControl
      aria-label={t('list.way.title')}
      value={way}
      onChange={(next) => onChange(next as Way)}
      data={ways.map((key) => {
        const Icon = ICONS[key];
        return {
          value: key,
          label: (
            <Tooltip label={t(`list.way.${key}`)}>
              <span style={{ display: 'inline-flex', verticalAlign: 'middle' }}>
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
