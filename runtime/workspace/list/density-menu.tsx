/** How close the rows stand. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconLineHeight } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { DENSITIES, useDensity } from './density.ts';

export function DensityMenu() {
  const t = useText();
  const [density, setDensity] = useDensity();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('list.density.title')}>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('list.density.title')}>
            <IconLineHeight size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {DENSITIES.map((known) => (
          <Menu.Item
            key={known}
            aria-current={known === density}
            rightSection={known === density && <IconCheck size={14} aria-hidden />}
            onClick={() => setDensity(known)}
          >
            {t(`list.density.${known}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
