/** Conditions every record keeps: what must hold, what the person is told where it does not, whether the record is refused. */
import { SegmentedControl, Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { useEntityNames } from '../draft/entity-names.ts';
import { FeelInput } from '../kit/feel-input.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { ownFields } from './model-fields.ts';
import { RuleCard, RuleList } from './rule-card.tsx';
import { addCheck, type Check, removeCheck, setCheck, withoutSign } from './rules-content.ts';
import type { EntityEditing } from './use-entity-content.ts';

export function CheckRules({ entity, content, set }: EntityEditing) {
  const t = useText();
  const checks = Object.entries(content.checks ?? {});
  return (
    <RuleList
      title={t('design.rules.checks')}
      help={t('design.rules.checksHelp')}
      count={checks.length}
      add={t('design.rules.addCheck')}
      onAdd={() => set({ checks: addCheck(content.checks, ownFields(entity)[0]?.key ?? 'id') })}
    >
      {checks.map(([key, check]) => (
        <CheckCard
          key={key}
          name={key}
          check={check}
          entity={entity}
          onChange={(next, about) =>
            set({ checks: setCheck(content.checks, key, next) }, `check ${key} ${about}`)
          }
          onRemove={() => set({ checks: removeCheck(content.checks, key) })}
        />
      ))}
    </RuleList>
  );
}

// helpers //////////

function CheckCard({
  name,
  check,
  entity,
  onChange,
  onRemove,
}: {
  readonly name: string;
  readonly check: Check;
  readonly entity: EntityEditing['entity'];
  readonly onChange: (check: Check, about: string) => void;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const text = useLabelText();
  const names = useEntityNames(entity);
  return (
    <RuleCard name={name} onRemove={onRemove}>
      <FeelInput
        label={t('design.rules.that')}
        help={t('design.rules.thatHelp')}
        value={check.that}
        onChange={(that) => that.trim() && onChange({ ...check, that: withoutSign(that) }, 'that')}
        names={names}
        always
      />
      <LabelProp
        title={t('design.rules.message')}
        value={check.message}
        onChange={(message) => message && onChange({ ...check, message }, 'message')}
        lines
      />
      <SegmentedControl
        fullWidth
        aria-label={t('design.rules.onSave')}
        data={(['refuse', 'warn'] as const).map((value) => ({
          value,
          label: t(`design.rules.on.${value}`),
        }))}
        value={check.on_save ?? 'refuse'}
        onChange={(way) => onChange({ ...check, on_save: way === 'warn' ? way : undefined }, 'on_save')}
      />
      <Select
        label={t('design.rules.field')}
        placeholder={t('design.rules.fieldNone')}
        data={ownFields(entity).map(({ key, label }) => ({ value: key, label: text(label, key) }))}
        value={check.field ?? null}
        onChange={(field) => onChange({ ...check, field: field ?? undefined }, 'field')}
        searchable
        clearable
      />
    </RuleCard>
  );
}
