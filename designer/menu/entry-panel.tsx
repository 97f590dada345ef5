/** The settings of an entry: what it opens, its own name and icon, the group it stands in; and those of the menu itself. */
import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Definition } from '#metadata/definition.ts';
import type { MenuDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { nameOf as definitionName } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import type { Edit } from '../draft/use-content.ts';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { IconChoice } from '../kit/icon-choice.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { entryFor, moveEntry, type Place, setEntry, targetOf } from './menu-content.ts';
import classes from './menu-page.module.css';
import { TargetSelect } from './target-select.tsx';
import { useEntryText } from './use-entry-text.ts';

interface MenuEditing {
  readonly content: MenuDefinition;
  readonly edit: Edit<MenuDefinition>;
}

export function EntryPanel({
  content,
  edit,
  place,
  choose,
}: MenuEditing & { readonly place: Place; readonly choose: (place: Place | null) => void }) {
  const t = useText();
  const { nameOf, iconOf, text } = useEntryText();
  const entry = content.groups[place.group]!.items[place.item]!;
  const target = targetOf(entry);
  const set = (next: typeof entry, about?: string) =>
    edit(setEntry(content, place, next), about && `${about} ${place.group}.${place.item}`);
  const groups = content.groups.map((group, at) => ({
    value: String(at),
    label: group.label ? text(group.label, '') : `${t('design.menu.unnamed')} ${at + 1}`,
  }));
  return (
    <>
      <PanelHead icon={iconOf(entry)} title={nameOf(entry)} sub={t(`design.menu.target.${target.kind}`)}>
        <ActionIcon aria-label={t('design.close')} onClick={() => choose(null)}>
          <IconX size={18} />
        </ActionIcon>
      </PanelHead>
      <PanelBody>
        <Section title={t('design.group.general')}>
          <TargetSelect
            label={t('design.menu.opens')}
            value={target}
            onChoose={(next) => set(entryFor(next, entry))}
          />
          {target.kind === 'url' && (
            <TextProp
              label={t('design.menu.target.url')}
              mono
              value={target.value}
              error={/^https?:\/\/./.test(target.value) ? undefined : t('design.menu.urlWrong')}
              onChange={(value) => set(entryFor({ kind: 'url', value }, entry), 'url')}
            />
          )}
          <LabelProp
            title={t('design.menu.ownName')}
            value={entry.label}
            onChange={(label) => set(entryFor(target, { ...entry, label }), 'label')}
          />
          <IconChoice
            value={entry.icon ?? ''}
            onChange={(icon) => set(entryFor(target, { ...entry, icon }), 'icon')}
          />
          {groups.length > 1 && (
            <Select
              label={t('design.menu.group')}
              data={groups}
              value={String(place.group)}
              onChange={(group) => {
                const to = { group: Number(group), item: content.groups[Number(group)]!.items.length };
                if (group === null || to.group === place.group) return;
                choose(null);
                edit(moveEntry(content, place, to));
              }}
              allowDeselect={false}
            />
          )}
        </Section>
      </PanelBody>
    </>
  );
}

export function MenuPanel({ content, edit, definition }: MenuEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const roles = [...registry.roles.values()].filter(
    (role) => role.definition.menu?.split('/').at(-1) === definition.key,
  );
  return (
    <>
      <DefinitionHead icon="menu-2" name={definitionName(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => {
              const { label: _, ...rest } = content;
              edit(label ? { label, ...rest } : rest, 'label');
            }}
          />
        </Section>
        <Section title={t('design.menu.roles')}>
          {roles.length === 0 && <p className={classes.unnamed}>{t('design.menu.noRoles')}</p>}
          {roles.map((role) => (
            <Link key={role.key} href={definitionAddress('role', role.key)} className={classes.link}>
              {text(role.definition.label, role.key)}
            </Link>
          ))}
        </Section>
      </PanelBody>
    </>
  );
}
