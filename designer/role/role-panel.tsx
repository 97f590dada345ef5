/** The role itself: its name, what it may beyond single records, the processes it may start, the menu its people get. */
import { Checkbox, Select, Switch } from '@mantine/core';
import { DEEDS } from '#metadata/access.ts';
import type { Definition } from '#metadata/definition.ts';
import { definitionsOf } from '#metadata/definition.ts';
import { processIds } from '#metadata/process.ts';
import { useText } from '#ui/i18n.tsx';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { setProcess, withValue } from './role-content.ts';
import type { RoleEditing } from './role-editing.ts';
import classes from './role-panel.module.css';

export function RolePanel({ definition, content, edit }: RoleEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const { configuration, registry } = useDraft();
  const may = content.may ?? [];
  const { processes = {} } = content;
  const known = definitionsOf(configuration, 'process').flatMap((one) =>
    processIds(String(one.content)).map((id, _, { length }) => ({
      key: id,
      // The name of a file is that of its first process.
      name: length === 1 ? nameOf(one, text) : id,
    })),
  );
  const others = Object.keys(processes).filter((key) => !known.some((one) => one.key === key));
  return (
    <>
      <DefinitionHead icon="shield-lock" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => edit(withValue(content, 'label', label), 'label')}
          />
          <LabelProp
            title={t('design.role.description')}
            lines
            value={content.description}
            onChange={(description) => edit(withValue(content, 'description', description), 'description')}
          />
          <Select
            label={t('design.role.menu')}
            placeholder={t('design.role.noMenu')}
            data={[...registry.menus.values()].map((menu) => ({
              value: menu.key,
              label: text(menu.definition.label, menu.key),
            }))}
            value={content.menu?.split('/').at(-1) ?? null}
            onChange={(menu) => edit(withValue(content, 'menu', menu ?? undefined))}
            clearable
            searchable
          />
          <Switch
            label={t('design.role.everything')}
            description={t('design.role.everythingHelp')}
            checked={content.everything ?? false}
            onChange={(event) => edit(withValue(content, 'everything', event.currentTarget.checked))}
          />
          <Switch
            label={t('design.role.external')}
            description={t('design.role.externalHelp')}
            checked={content.external ?? false}
            onChange={(event) => edit(withValue(content, 'external', event.currentTarget.checked))}
          />
        </Section>
        <Section title={t('design.role.may')}>
          {DEEDS.map((deed) => (
            <Checkbox
              key={deed}
              label={t(`design.role.deed.${deed}`)}
              checked={may.includes(deed)}
              onChange={(event) =>
                edit(
                  withValue(
                    content,
                    'may',
                    DEEDS.filter((one) => (one === deed ? event.currentTarget.checked : may.includes(one))),
                  ),
                )
              }
            />
          ))}
        </Section>
        <Section title={t('design.kind.process.many')}>
          {[...known, ...others.map((key) => ({ key, name: key }))].map(({ key, name }) => (
            <div key={key} className={classes.field}>
              <span className={classes.name}>{name}</span>
              <Select
                aria-label={name}
                data={(['see', 'start', 'operate'] as const).map((right) => ({
                  value: right,
                  label: t(`design.role.process.${right}`),
                }))}
                placeholder={t('design.role.scope.none')}
                value={processes[key] ?? null}
                onChange={(right) =>
                  edit(setProcess(content, key, (right as 'see' | 'start' | 'operate' | null) ?? undefined))
                }
                clearable
                w={150}
              />
            </div>
          ))}
        </Section>
      </PanelBody>
    </>
  );
}
