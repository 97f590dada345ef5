/** Asks what a new entity is called, who works with it and whether it stands in the menu. */
import { MultiSelect, Select, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { definitionsOf } from '#metadata/definition.ts';
import type { Label } from '#metadata/label.ts';
import { PEOPLE } from '#metadata/people.ts';
import { useText } from '#ui/i18n.tsx';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import { IconChoice } from '../kit/icon-choice.tsx';
import { LabelInput } from '../kit/label-input.tsx';
import { KeyInput, NewDialog, useNaming } from '../kit/new-dialog.tsx';
import { newEntityChanges } from './field-changes.ts';

export interface NewEntityProps {
  readonly onClose: () => void;
  readonly onMade: (entity: string) => void;
}

export function NewEntity({ onClose, onMade }: NewEntityProps) {
  const t = useText();
  const text = useLabelText();
  const make = useMake();
  const solution = useSolution();
  const { configuration, registry } = useDraft();
  const roles = [...registry.roles.values()].filter(
    (role) => role.solution !== PEOPLE && !role.everything && !role.external,
  );
  const menus = definitionsOf(configuration, 'menu');
  const naming = useNaming('entity', (used) => registry.entities.has(used));
  const [plural, setPlural] = useState<Label | undefined>();
  const [icon, setIcon] = useState('database');
  const [chosenRoles, setChosenRoles] = useState(
    roles.filter((role) => role.solution === solution.key).map(({ key }) => key),
  );
  const [menu, setMenu] = useState<string | null>(
    menus.find((one) => one.solution === solution.key)?.key ?? null,
  );
  const add = () => {
    const { key, label } = naming;
    if (label === undefined) return;
    const changes = newEntityChanges(configuration, {
      key,
      label,
      plural,
      icon,
      solution: solution.key,
      roles: chosenRoles,
      menu,
    });
    if (!make([...solution.changes, ...changes])) return;
    onClose();
    onMade(key);
  };
  return (
    <NewDialog kind="entity" wide isReady={naming.isNamed} onAdd={add} onClose={onClose}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="sm">
        <LabelInput
          title={t('design.entity.one')}
          value={naming.label}
          onChange={naming.setLabel}
          autoFocus
        />
        <LabelInput title={t('design.entity.many')} value={plural} onChange={setPlural} />
        <KeyInput naming={naming} />
        <IconChoice value={icon} onChange={setIcon} />
      </SimpleGrid>
      {roles.length > 0 && (
        <MultiSelect
          label={t('design.entity.roles')}
          description={t('design.entity.rolesHelp')}
          data={roles.map((role) => ({ value: role.key, label: text(role.definition.label, role.key) }))}
          value={chosenRoles}
          onChange={setChosenRoles}
        />
      )}
      {menus.length > 0 && (
        <Select
          label={t('design.entity.menu')}
          data={menus.map((one) => ({ value: one.key, label: nameOf(one, text) }))}
          value={menu}
          onChange={setMenu}
          clearable
        />
      )}
    </NewDialog>
  );
}
