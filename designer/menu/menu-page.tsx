/** A menu of the workspace: groups with their entries as they will stand there, dragged into order; one entry's settings right. */
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Definition, DefinitionProblem } from '#metadata/definition.ts';
import type { MenuDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { SortLine, SortList } from '../kit/sort-list.tsx';
import { EntryPanel, MenuPanel } from './entry-panel.tsx';
import {
  addEntry,
  addGroup,
  entryFor,
  isLastEntry,
  moveEntry,
  moveGroup,
  type Place,
  removeEntry,
  removeGroup,
  setGroupLabel,
} from './menu-content.ts';
import classes from './menu-page.module.css';
import { TargetSelect } from './target-select.tsx';
import { useEntryText } from './use-entry-text.ts';

export function MenuPage({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const [content, edit] = useContent<MenuDefinition>(definition);
  const [wanted, choose] = useState<Place | null>(null);
  const { nameOf, iconOf } = useEntryText();
  const chosen = wanted && content.groups[wanted.group]?.items[wanted.item] ? wanted : null;
  const { groups } = content;
  const show = ({ path = [] }: DefinitionProblem) => {
    const [, group, , item] = path;
    if (typeof group === 'number' && typeof item === 'number') choose({ group, item });
  };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      onProblem={show}
      props={
        chosen ? (
          <EntryPanel
            key={`${chosen.group} ${chosen.item}`}
            content={content}
            edit={edit}
            place={chosen}
            choose={choose}
          />
        ) : (
          <MenuPanel content={content} edit={edit} definition={definition} />
        )
      }
    >
      <div className={classes.page}>
        <SortList
          ids={groups.map((_, at) => `group ${at}`)}
          onMove={(from, to) => {
            choose(null);
            edit(moveGroup(content, from, to));
          }}
          label={t('design.menu.groups')}
          className={classes.groups}
        >
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group has no name of its own
            <SortLine key={at} id={`group ${at}`} className={classes.group}>
              <section className={classes.inside}>
                <div className={classes.head}>
                  <details>
                    <summary>
                      <GroupName label={group.label} />
                    </summary>
                    <LabelProp
                      title={t('design.menu.groupName')}
                      value={group.label}
                      onChange={(label) => edit(setGroupLabel(content, at, label), `group ${at}`)}
                    />
                  </details>
                  <ActionIcon
                    aria-label={t('design.menu.removeGroup')}
                    disabled={groups.length === 1}
                    onClick={() => {
                      choose(null);
                      edit(removeGroup(content, at));
                    }}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </div>
                <SortList
                  ids={group.items.map((_, item) => `${at}.${item}`)}
                  onMove={(from, to) => {
                    edit(moveEntry(content, { group: at, item: from }, { group: at, item: to }));
                    choose({ group: at, item: to });
                  }}
                  label={t('design.menu.entries')}
                >
                  {group.items.map((entry, item) => (
                    <SortLine
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same target may stand twice
                      key={item}
                      id={`${at}.${item}`}
                      className={classes.entry}
                      chosen={chosen?.group === at && chosen.item === item}
                    >
                      <UnstyledButton
                        className={classes.open}
                        aria-pressed={chosen?.group === at && chosen.item === item}
                        onClick={() => choose({ group: at, item })}
                      >
                        <Icon name={iconOf(entry)} size={18} />
                        <span className={classes.name}>{nameOf(entry)}</span>
                      </UnstyledButton>
                      <ActionIcon
                        aria-label={t('design.removeNamed', { name: nameOf(entry) })}
                        disabled={isLastEntry(content)}
                        onClick={() => {
                          choose(null);
                          edit(removeEntry(content, { group: at, item }));
                        }}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </SortLine>
                  ))}
                </SortList>
                <TargetSelect
                  label={t('design.menu.addEntry')}
                  onChoose={(target) => {
                    edit(addEntry(content, at, entryFor(target)));
                    choose({ group: at, item: group.items.length });
                  }}
                />
              </section>
            </SortLine>
          ))}
        </SortList>
        <div className={classes.new}>
          <TargetSelect
            label={t('design.menu.addGroup')}
            onChoose={(target) => {
              edit(addGroup(content, entryFor(target)));
              choose({ group: groups.length, item: 0 });
            }}
          />
        </div>
      </div>
    </DefinitionFrame>
  );
}

// helpers //////////

function GroupName({ label }: Pick<MenuDefinition['groups'][number], 'label'>) {
  const t = useText();
  const { text } = useEntryText();
  return label ? text(label, '') : <span className={classes.unnamed}>{t('design.menu.unnamed')}</span>;
}
