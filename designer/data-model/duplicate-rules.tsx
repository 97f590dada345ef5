/** When two records look like one: any of the rules, of each all its fields; what is done about it when a record is saved. */
import { Button, MultiSelect, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { Section } from '../kit/panel.tsx';
import { ownFields } from './model-fields.ts';
import { RuleCard } from './rule-card.tsx';
import classes from './rules.module.css';
import { type RuleFields, rulesOf, withRules } from './rules-content.ts';
import type { EntityEditing } from './use-entity-content.ts';

const NOTHING: RuleFields = { equal: [], similar: [] };

export function DuplicateRules({ entity, content, set }: EntityEditing) {
  const t = useText();
  const { duplicates } = content;
  const rules = rulesOf(duplicates);
  // A rule without a field is none yet, so that it stands here until it gets one.
  const [added, setAdded] = useState(false);
  const keep = (next: readonly RuleFields[]) => set({ duplicates: withRules(duplicates, next) });
  const change = (at: number, rule: RuleFields) => {
    if (at === rules.length) setAdded(false);
    keep(at === rules.length ? [...rules, rule] : rules.map((one, i) => (i === at ? rule : one)));
  };
  return (
    <Section title={t('design.rules.duplicates')} note={rules.length || undefined} shut={rules.length === 0}>
      <p className={classes.help}>{t('design.rules.duplicatesHelp')}</p>
      {[...rules, ...(added ? [NOTHING] : [])].map((rule, at) => (
        <DuplicateCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is what it holds, which changes while it is edited
          key={at}
          name={t('design.rules.rule', { number: at + 1 })}
          rule={rule}
          entity={entity}
          onChange={(next) => change(at, next)}
          onRemove={() => (at === rules.length ? setAdded(false) : keep(rules.filter((_, i) => i !== at)))}
        />
      ))}
      <Button size="xs" leftSection={<IconPlus size={14} />} disabled={added} onClick={() => setAdded(true)}>
        {t('design.rules.addRule')}
      </Button>
      {duplicates && (
        <SegmentedControl
          fullWidth
          aria-label={t('design.rules.onSave')}
          data={(['warn', 'refuse'] as const).map((value) => ({
            value,
            label: t(`design.rules.on.${value}`),
          }))}
          value={duplicates.on_save ?? 'warn'}
          onChange={(on_save) => set({ duplicates: { ...duplicates, on_save } })}
        />
      )}
    </Section>
  );
}

// helpers //////////

function DuplicateCard({
  name,
  rule,
  entity,
  onChange,
  onRemove,
}: {
  readonly name: string;
  readonly rule: RuleFields;
  readonly entity: EntityEditing['entity'];
  readonly onChange: (rule: RuleFields) => void;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const text = useLabelText();
  const choices = (fits: (field: Field) => boolean, others: readonly string[]) =>
    ownFields(entity)
      .filter((field) => fits(field) && !others.includes(field.key))
      .map(({ key, label }) => ({ value: key, label: text(label, key) }));
  return (
    <RuleCard name={name} hasKey={false} onRemove={onRemove}>
      <MultiSelect
        label={t('design.rules.equal')}
        data={choices(hasColumn, rule.similar)}
        value={[...rule.equal]}
        onChange={(equal) => onChange({ ...rule, equal })}
        searchable
      />
      <MultiSelect
        label={t('design.rules.similar')}
        description={t('design.rules.similarHelp')}
        data={choices((field) => hasColumn(field) && isText(field), rule.equal)}
        value={[...rule.similar]}
        onChange={(similar) => onChange({ ...rule, similar })}
        searchable
      />
    </RuleCard>
  );
}

function hasColumn({ columns }: Field): boolean {
  return columns.length > 0;
}

/** Texts of which letters can be compared. */
function isText({ type }: Field): boolean {
  return type.indexes.includes('trigram');
}
