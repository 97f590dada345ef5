/** On which records an action is permitted, and what people of the role may do with single fields of the entity. */
import { ActionIcon, Button, Radio, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import type { Scope } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { targetsOf } from '../draft/entity-fields.ts';
import { FeelInput } from '../kit/feel-input.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import {
  type Action,
  clearScopes,
  FIELD_RIGHTS,
  type FieldRight,
  fieldRightsOf,
  SCOPES,
  scopesOf,
  setFieldRight,
  setScope,
} from './role-content.ts';
import type { RoleEditing } from './role-editing.ts';
import classes from './role-panel.module.css';

export interface RecordsPanelProps extends RoleEditing {
  readonly entity: Entity;
  readonly action: Action;
}

export function RecordsPanel({ content, edit, choose, entity, action }: RecordsPanelProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const name = text(entity.label, entity.key);
  const scopes = scopesOf(content, entity.key);
  const scope = scopes?.[action];
  const [ruled, setRuled] = useState(scope?.startsWith('=') ?? false);
  const set = (next: Scope | undefined, about?: string) =>
    edit(setScope(content, entity.key, action, next), about && `${entity.key}.${action}.${about}`);
  const whole = entity.partOf === null ? undefined : registry.entities.get(entity.partOf);
  const names = (path: readonly string[]) => {
    let place: Entity | undefined = entity;
    for (const key of path) {
      const field = place?.fields.get(key);
      place = field && registry.entities.get(targetsOf(field)[0] ?? '');
    }
    return [...(place?.fields.values() ?? [])].map((field) => ({
      name: field.key,
      note: text(field.label, field.key),
    }));
  };
  return (
    <>
      <PanelHead
        icon={entity.icon ?? 'database'}
        title={`${name}: ${t(`design.role.action.${action}`)}`}
        sub={t('design.role.which')}
      >
        <ActionIcon aria-label={t('design.close')} onClick={() => choose(null)}>
          <IconX size={18} />
        </ActionIcon>
      </PanelHead>
      <PanelBody>
        <Section title={t('design.role.records')}>
          <Radio.Group
            aria-label={t('design.role.records')}
            value={ruled ? 'rule' : (scope ?? (scopes === null && whole ? 'as' : 'none'))}
            onChange={(next) => {
              setRuled(next === 'rule');
              if (next === 'as') edit(clearScopes(content, entity.key));
              else if (next !== 'rule') set(next === 'none' && !whole ? undefined : (next as Scope));
            }}
          >
            <div className={classes.scopes}>
              {whole && scopes === null && (
                <Radio
                  value="as"
                  label={t('design.role.as', { name: text(whole.label, whole.key) })}
                  description={t('design.role.asHelp')}
                />
              )}
              {SCOPES.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`design.role.scope.${one}`)}
                  description={t(`design.role.scopeHelp.${one}`)}
                />
              ))}
              <Radio
                value="rule"
                label={t('design.role.scope.rule')}
                description={t('design.role.scopeHelp.rule')}
              />
            </div>
          </Radio.Group>
          {ruled && (
            <FeelInput
              label={t('design.role.rule')}
              always
              names={names}
              placeholder={'responsible = me'}
              value={scope?.startsWith('=') ? scope : ''}
              onChange={(rule) => rule.trim() && set(rule.trim() as Scope, 'rule')}
            />
          )}
          {whole && scopes !== null && (
            <Button
              size="xs"
              variant="subtle"
              onClick={() => {
                setRuled(false);
                edit(clearScopes(content, entity.key));
              }}
            >
              {t('design.role.asAgain', { name: text(whole.label, whole.key) })}
            </Button>
          )}
        </Section>
        <Fields content={content} edit={edit} entity={entity} />
      </PanelBody>
    </>
  );
}

// helpers //////////

function Fields({ content, edit, entity }: Pick<RecordsPanelProps, 'content' | 'edit' | 'entity'>) {
  const t = useText();
  const text = useLabelText();
  const [all, setAll] = useState(false);
  const rights = fieldRightsOf(content, entity.key);
  const fields = [...entity.fields.values()].filter(
    ({ kept, origin, key }) => !kept && (origin !== null || key in rights),
  );
  const differing = fields.filter(({ key }) => key in rights);
  const shown = all ? fields : differing;
  return (
    <Section
      title={t('design.role.fields')}
      note={differing.length > 0 && t('design.role.fieldsDiffer', { count: differing.length })}
    >
      {shown.map((field) => {
        const name = text(field.label, field.key);
        return (
          <div key={field.key} className={classes.field}>
            <span className={classes.name}>{name}</span>
            <SegmentedControl
              size="xs"
              aria-label={name}
              data={FIELD_RIGHTS.map((right) => ({ value: right, label: t(`design.role.field.${right}`) }))}
              value={rights[field.key] ?? 'write'}
              onChange={(right) => edit(setFieldRight(content, entity.key, field.key, right as FieldRight))}
            />
          </div>
        );
      })}
      {!all && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('design.role.moreFields', { count: fields.length - differing.length })}
        </Button>
      )}
    </Section>
  );
}
