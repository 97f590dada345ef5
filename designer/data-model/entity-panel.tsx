/** The chosen entity: its fields in their order, what it says of itself, what uses it. */
import { Button, Menu, Tabs, TextInput } from '@mantine/core';
import { IconFileCode, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { PEOPLE } from '#metadata/people.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { Count } from '#ui/pill.tsx';
import { addressOfId, newFieldAddress, sourceAddress } from '../draft/addresses.ts';
import { KIND_ICONS, nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { definitionsUsing } from '../draft/used-by.ts';
import { PanelBody, PanelHead } from '../kit/panel.tsx';
import classes from './entity-panel.module.css';
import { EntityRules, ruleCount } from './entity-rules.tsx';
import { EntitySettings } from './entity-settings.tsx';
import { FieldList } from './field-list.tsx';
import { ownFields } from './model-fields.ts';
import { useEntityContent } from './use-entity-content.ts';

export interface EntityPanelProps {
  readonly entity: Entity;
  readonly onGone: () => void;
}

export function EntityPanel({ entity, onGone }: EntityPanelProps) {
  const t = useText();
  const go = useGo();
  const text = useLabelText();
  const make = useMake();
  const draft = useDraft();
  const [tab, setTab] = useState<string | null>('fields');
  const [words, setWords] = useState('');
  const users = definitionsUsing(draft.configuration, 'entity', entity.key);
  const editing = useEntityContent(entity);
  const builtIn = entity.solution === PEOPLE;
  return (
    <>
      <PanelHead
        icon={entity.icon ?? 'database'}
        title={text(entity.label, entity.key)}
        sub={
          <>
            {t('design.kind.entity.one')} · <code>{entity.key}</code>
          </>
        }
      >
        <MoreMenu>
          <Menu.Item
            leftSection={<IconFileCode size={16} />}
            onClick={() => go(sourceAddress('entity', entity.key))}
          >
            {t('design.asText')}
          </Menu.Item>
          {!builtIn && (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              color="bad"
              onClick={() => make([{ change: 'drop_entity', entity: entity.key }]) && onGone()}
            >
              {t('design.remove')}
            </Menu.Item>
          )}
        </MoreMenu>
      </PanelHead>
      <Tabs value={tab} onChange={setTab} className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="fields" rightSection={<Count value={ownFields(entity).length} />}>
            {t('design.entity.fields')}
          </Tabs.Tab>
          {!builtIn && (
            <Tabs.Tab value="rules" rightSection={<Count value={ruleCount(editing.content)} />}>
              {t('design.entity.rules')}
            </Tabs.Tab>
          )}
          {!builtIn && <Tabs.Tab value="settings">{t('design.entity.settings')}</Tabs.Tab>}
          <Tabs.Tab value="uses" rightSection={<Count value={users.length} />}>
            {t('design.usedBy')}
          </Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {tab === 'fields' && (
        <div className={classes.tools}>
          <TextInput
            leftSection={<IconSearch size={16} />}
            placeholder={t('design.field.find')}
            aria-label={t('design.field.find')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button
            component={Link}
            href={newFieldAddress(entity.key)}
            leftSection={<IconPlus size={16} />}
            aria-label={t('design.field.new')}
          >
            {t('design.field.one')}
          </Button>
        </div>
      )}
      <PanelBody>
        {tab === 'fields' && <FieldList entity={entity} words={words} />}
        {tab === 'rules' && <EntityRules key={entity.key} {...editing} />}
        {tab === 'settings' && <EntitySettings key={entity.key} {...editing} />}
        {tab === 'uses' &&
          users.map((definition) => (
            <Link
              key={`${definition.kind}/${definition.key}`}
              href={addressOfId(`${definition.kind}/${definition.key}`)}
              className={classes.use}
            >
              <Icon name={KIND_ICONS[definition.kind]} size={16} />
              {nameOf(definition, text)}
              <span className={classes.kind}>{t(`design.kind.${definition.kind}.one`)}</span>
            </Link>
          ))}
      </PanelBody>
    </>
  );
}
