/** How long records are kept: after how long, counted from which date, what becomes of which of them; with what is due by each rule. */
import { Button, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { useEntityNames } from '../draft/entity-names.ts';
import { FeelInput } from '../kit/feel-input.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import {
  addRule,
  datedFields,
  deedsOf,
  type RetentionRule,
  removeRule,
  setRule,
  spanOf,
  spanText,
  UNITS,
  type Unit,
} from './retention-content.ts';
import { RetentionPreview } from './retention-preview.tsx';
import { RuleCard, RuleList } from './rule-card.tsx';
import classes from './rules.module.css';
import { withoutSign } from './rules-content.ts';
import type { EntityEditing } from './use-entity-content.ts';

export function RetentionRules({ entity, content, set }: EntityEditing) {
  const t = useText();
  const rules = Object.entries(content.retention ?? {});
  return (
    <RuleList
      title={t('design.retention.rules')}
      help={t('design.retention.rulesHelp')}
      count={rules.length}
      shut
      add={t('design.rules.addRule')}
      onAdd={() => set({ retention: addRule(content.retention, entity) })}
    >
      {rules.map(([key, rule]) => (
        <RetentionCard
          key={key}
          name={key}
          rule={rule}
          entity={entity}
          lockable={content.document !== undefined}
          onChange={(parts, about) =>
            set(
              { retention: setRule(content.retention, key, { ...rule, ...parts }) },
              about && `retention ${key} ${about}`,
            )
          }
          onRemove={() => set({ retention: removeRule(content.retention, key) })}
        />
      ))}
    </RuleList>
  );
}

// helpers //////////

interface RetentionCardProps {
  readonly name: string;
  readonly rule: RetentionRule;
  readonly entity: EntityEditing['entity'];
  /** Its records can be locked. */
  readonly lockable: boolean;
  readonly onChange: (parts: Partial<RetentionRule>, about?: string) => void;
  readonly onRemove: () => void;
}

function RetentionCard({ name, rule, entity, lockable, onChange, onRemove }: RetentionCardProps) {
  const t = useText();
  const text = useLabelText();
  const names = useEntityNames(entity);
  const [asked, setAsked] = useState(false);
  return (
    <RuleCard name={name} onRemove={onRemove}>
      <LabelProp
        title={t('design.retention.name')}
        value={rule.label}
        onChange={(label) => onChange({ label }, 'label')}
      />
      <SpanInput after={rule.after} onChange={(after) => onChange({ after }, 'after')} />
      <Select
        label={t('design.retention.since')}
        data={datedFields(entity).map((field) => ({ value: field.key, label: text(field.label, field.key) }))}
        value={rule.since}
        onChange={(since) => since && onChange({ since })}
        allowDeselect={false}
        searchable
      />
      <Select
        label={t('design.retention.do')}
        description={t(`design.retention.about.${rule.do}`)}
        data={deedsOf(entity, rule.since).map((value) => ({
          value,
          label: t(`design.retention.deed.${value}`),
        }))}
        value={rule.do}
        onChange={(deed) => deed && onChange({ do: deed as RetentionRule['do'] })}
        allowDeselect={false}
      />
      {rule.do === 'anonymise' && (
        <MultiSelect
          label={t('design.retention.also')}
          description={t('design.retention.alsoHelp')}
          data={(['notes', 'attachments'] as const).map((value) => ({
            value,
            label: t(`design.retention.whole.${value}`),
          }))}
          value={rule.also ?? []}
          onChange={(also) => onChange({ also: also as NonNullable<RetentionRule['also']> })}
        />
      )}
      <FeelInput
        label={t('design.retention.where')}
        help={t('design.retention.whereHelp')}
        value={rule.where ?? ''}
        onChange={(where) => onChange({ where: withoutSign(where) }, 'where')}
        names={names}
        always
      />
      {(lockable || rule.locked) && (
        <Switch
          label={t('design.retention.locked')}
          checked={rule.locked ?? false}
          onChange={(event) => onChange({ locked: event.currentTarget.checked })}
        />
      )}
      {asked ? (
        <RetentionPreview entity={entity.key} rule={rule} />
      ) : (
        <Button size="xs" onClick={() => setAsked(true)}>
          {t('design.retention.try')}
        </Button>
      )}
    </RuleCard>
  );
}

/** A number and its unit; a span of several units stays text. */
function SpanInput({
  after,
  onChange,
}: {
  readonly after: string;
  readonly onChange: (after: string) => void;
}) {
  const t = useText();
  const span = spanOf(after);
  if (!span)
    return (
      <TextInput
        label={t('design.retention.after')}
        value={after}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <div className={classes.span}>
      <NumberInput
        label={t('design.retention.after')}
        value={span.count}
        min={1}
        max={9999}
        allowDecimal={false}
        onChange={(count) => typeof count === 'number' && onChange(spanText({ ...span, count }))}
      />
      <Select
        aria-label={t('design.retention.unit')}
        data={UNITS.map((value) => ({ value, label: t(`design.retention.units.${value}`) }))}
        value={span.unit}
        onChange={(unit) => unit && onChange(spanText({ ...span, unit: unit as Unit }))}
        allowDeselect={false}
      />
    </div>
  );
}
