/** Asks what a new entity is called, who works with it and whether it stands in the menu. */
import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { definitionsOf } from '#metadata/definition.ts';
import { definitionKind } from '#metadata/kind.ts';
import type { Label } from '#metadata/label.ts';
import { PEOPLE } from '#metadata/people.ts';
import { useText } from '#ui/i18n.tsx';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import { IconChoice } from '../kit/icon-choice.tsx';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { LabelInput } from '../kit/label-input.tsx';
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
  const [label, setLabel] = useState<Label | undefined>();
  const [plural, setPlural] = useState<Label | undefined>();
  const [typed, setTyped] = useState<string | null>(null);
  const [icon, setIcon] = useState('database');
  const [chosenRoles, setChosenRoles] = useState(
    roles.filter((role) => role.solution === solution.key).map(({ key }) => key),
  );
  const [menu, setMenu] = useState<string | null>(
    menus.find((one) => one.solution === solution.key)?.key ?? null,
  );
  const key = typed ?? keyOfLabel(label, (used) => registry.entities.has(used), '');
  const wrong = key !== '' && !definitionKind('entity')!.keys.pattern.test(key);
  const ready = label !== undefined && key !== '' && !wrong;
  const add = () => {
    if (!ready) return;
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
    <Modal opened onClose={onClose} title={t('design.kind.entity.new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Stack gap="sm">
          <LabelInput title={t('design.entity.one')} value={label} onChange={setLabel} autoFocus />
          <LabelInput title={t('design.entity.many')} value={plural} onChange={setPlural} />
          <Group gap="sm" align="flex-start" grow>
            <TextInput
              label={t('design.key')}
              value={key}
              error={wrong && t('design.keyWrong')}
              onChange={(event) => setTyped(event.currentTarget.value)}
              styles={{ input: { fontFamily: 'var(--mono)' } }}
            />
            <IconChoice value={icon} onChange={setIcon} />
          </Group>
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
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!ready}>
              {t('design.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
