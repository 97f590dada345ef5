/** "Create": the entities the person may make records of, in the order of their menu. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import type { EntityDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useGo } from '#ui/link.tsx';
import { accessTo, contentOf, useLabel, useModel } from '#ui/model.ts';
import { useMe } from '#ui/session.ts';
import { menuEntities } from './menu.ts';

export interface Creatable {
  readonly entity: string;
  readonly label: string;
  readonly icon: string;
  readonly href: string;
}

export function useCreatable(): readonly Creatable[] {
  const model = useModel();
  const me = useMe();
  const label = useLabel();
  return menuEntities({ model, me, label })
    .filter((entity) => accessTo(model, entity).create !== 'none')
    .map((entity) => {
      const content = contentOf<EntityDefinition>(model, 'entity', entity);
      return {
        entity,
        label: label(content?.label, entity),
        icon: content?.icon ?? 'list',
        href: `/records/${entity}/new`,
      };
    });
}

export function CreateMenu() {
  const t = useText();
  const go = useGo();
  const entries = useCreatable();
  if (entries.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={16} />}>
          {t('app.create.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ entity, label, icon, href }) => (
          <Menu.Item key={entity} leftSection={<Icon name={icon} size={16} />} onClick={() => go(href)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
