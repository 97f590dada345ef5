/** What an entity says of itself besides its fields: names, icon, how a record is called, owner, history. */
import { MultiSelect, Select, TextInput } from '@mantine/core';
import type { Label } from '#metadata/label.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { IconChoice } from '../kit/icon-choice.tsx';
import { LabelInput } from '../kit/label-input.tsx';
import { Section } from '../kit/panel.tsx';
import { useLater } from '../kit/use-later.ts';
import { ownFields } from './model-fields.ts';

export function EntitySettings({ entity }: { readonly entity: Entity }) {
  const t = useText();
  const text = useLabelText();
  const make = useMake();
  const { configuration } = useDraft();
  const { fields: _, ...saved } = (configuration.definitions.get(`entity/${entity.key}`)?.content ??
    {}) as Record<string, Json>;
  const [content, setContent] = useLater(saved, (next) =>
    make([{ change: 'set_entity', entity: entity.key, content: next }], { together: true }),
  );
  const set = (name: string, value: Json | undefined) => {
    const { [name]: __, ...others } = content;
    setContent(value === undefined || value === '' ? others : { ...others, [name]: value });
  };
  const people = ownFields(entity).filter(({ type }) => type.key === 'user');
  const loggable = ownFields(entity).map(({ key, label }) => ({ value: key, label: text(label, key) }));
  const log = content.log ?? 'all';
  return (
    <>
      <Section title={t('design.entity.names')}>
        <LabelInput
          title={t('design.entity.one')}
          value={content.label as Label | undefined}
          onChange={(label) => set('label', label as Json)}
        />
        <LabelInput
          title={t('design.entity.many')}
          value={content.plural as Label | undefined}
          onChange={(label) => set('plural', label as Json)}
        />
        <IconChoice value={String(content.icon ?? '')} onChange={(icon) => set('icon', icon)} />
      </Section>
      <Section title={t('design.entity.record')}>
        <TextInput
          label={t('design.entity.title')}
          description={t('design.entity.titleHelp')}
          value={String(content.title ?? '')}
          onChange={(event) => set('title', event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
        <Select
          label={t('design.entity.owner')}
          description={t('design.entity.ownerHelp')}
          data={people.map(({ key, label }) => ({ value: key, label: text(label, key) }))}
          value={content.owner === undefined ? null : String(content.owner)}
          onChange={(owner) => set('owner', owner ?? undefined)}
          placeholder={t('design.entity.ownerDefault')}
          clearable
        />
      </Section>
      <Section title={t('design.entity.history')}>
        <Select
          aria-label={t('design.entity.history')}
          data={[
            { value: 'all', label: t('design.entity.log.all') },
            { value: 'none', label: t('design.entity.log.none') },
            { value: 'some', label: t('design.entity.log.some') },
          ]}
          value={Array.isArray(log) ? 'some' : String(log)}
          onChange={(next) =>
            set('log', next === 'some' ? loggable.slice(0, 1).map(({ value }) => value) : next)
          }
          allowDeselect={false}
        />
        {Array.isArray(log) && (
          <MultiSelect
            aria-label={t('design.entity.log.some')}
            data={loggable}
            value={log.map(String)}
            onChange={(keys) => keys.length > 0 && set('log', keys)}
          />
        )}
      </Section>
    </>
  );
}
