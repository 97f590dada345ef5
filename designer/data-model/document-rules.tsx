/** What makes records of an entity documents: when they are locked, how they are cancelled, by which field a version names the last. */
import { MultiSelect, Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { useEntityNames } from '../draft/entity-names.ts';
import { FeelInput } from '../kit/feel-input.tsx';
import { Section } from '../kit/panel.tsx';
import { ownFields, targetsOf } from './model-fields.ts';
import classes from './rules.module.css';
import { withoutSign } from './rules-content.ts';
import type { EntityContent, EntityEditing } from './use-entity-content.ts';

type Document = NonNullable<EntityContent['document']>;

export function DocumentRules({ entity, content, set }: EntityEditing) {
  const t = useText();
  const text = useLabelText();
  const names = useEntityNames(entity);
  const own = ownFields(entity);
  const document = content.document ?? {};
  const choices = (fields: ReturnType<typeof ownFields>) =>
    fields.map(({ key, label }) => ({ value: key, label: text(label, key) }));
  const staged = own.filter(({ type }) => type.stages);
  const stages = staged.length === 1 ? staged[0]!.type.stages!(staged[0]!).stages : [];
  const change = (parts: { readonly [K in keyof Document]?: Document[K] | undefined }, about?: string) => {
    const next = Object.fromEntries(
      Object.entries({ ...document, ...parts }).filter(([, value]) => value !== undefined && value !== ''),
    );
    set({ document: Object.keys(next).length > 0 ? next : null }, about);
  };
  return (
    <Section title={t('design.document.title')} shut={content.document === undefined}>
      <p className={classes.help}>{t('design.document.help')}</p>
      <FeelInput
        label={t('design.document.lock')}
        value={document.lock ?? ''}
        onChange={(lock) => change({ lock: withoutSign(lock) }, 'document lock')}
        names={names}
        always
      />
      <MultiSelect
        label={t('design.document.open')}
        description={t('design.document.openHelp')}
        data={choices(own.filter(({ kept, formula, rollup }) => !kept && !formula && !rollup))}
        value={document.open ?? []}
        onChange={(open) => change({ open: open.length > 0 ? open : undefined })}
        searchable
      />
      {stages.length > 0 && (
        <Select
          label={t('design.document.cancel')}
          data={stages.map(({ key, label }) => ({ value: key, label: text(label, key) }))}
          value={document.cancel?.stage ?? null}
          onChange={(stage) => change({ cancel: stage ? { ...document.cancel, stage } : undefined })}
          clearable
        />
      )}
      {document.cancel && (
        <>
          <Select
            label={t('design.document.reason')}
            data={choices(own.filter(({ type }) => type.group === 'text' || type.group === 'choice'))}
            value={document.cancel.reason ?? null}
            onChange={(reason) =>
              change({ cancel: { stage: document.cancel!.stage, ...(reason && { reason }) } })
            }
            clearable
          />
          <Select
            label={t('design.document.amend')}
            description={t('design.document.amendHelp')}
            data={choices(own.filter((field) => targetsOf(field).join() === entity.key))}
            value={document.amend ?? null}
            onChange={(amend) => change({ amend: amend ?? undefined })}
            clearable
          />
        </>
      )}
    </Section>
  );
}
