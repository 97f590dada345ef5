/** One condition: field, comparison, value by the field's type. */
import { ActionIcon, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { optionsOf } from '#ui/options.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { fieldsOfPath } from '../draft/entity-fields.ts';
import { type PathChoice, usePathText, withChosen } from '../draft/path-text.ts';
import { useLater } from '../kit/use-later.ts';
import { type Condition, OPERATORS, type Operator, quoted, stageOfOutcome, unquoted } from './conditions.ts';
import classes from './view-page.module.css';

export interface ConditionLineProps {
  readonly entity: Entity | undefined;
  readonly choices: readonly PathChoice[];
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

export function ConditionLine({ entity, choices, condition, onChange, onRemove }: ConditionLineProps) {
  const t = useText();
  const words = usePathText(entity);
  const { registry } = useDraft();
  const { path, op, values } = condition;
  const field = path && entity ? fieldsOfPath(registry, entity, path)?.at(-1) : undefined;
  const chooseOp = (next: Operator) => {
    const bare = next === 'empty' || next === 'filled';
    onChange({
      path,
      op: next,
      values: bare ? [] : next === 'in' ? values.filter(Boolean) : [values[0] ?? ''],
    });
  };
  return (
    <div className={classes.condition}>
      <Select
        aria-label={t('design.view.field')}
        placeholder={t('design.view.field')}
        data={withChosen(choices, path ? [path] : [])}
        value={path || null}
        onChange={(next) => onChange({ path: next ?? '', op: '=', values: [''] })}
        searchable
        limit={60}
        allowDeselect={false}
        nothingFoundMessage={t('ui.choice.nothing')}
      />
      <Select
        aria-label={t('design.view.operator')}
        data={operatorsOf(field).map((one) => ({ value: one, label: t(`design.view.op.${NAMES[one]}`) }))}
        value={op}
        onChange={(next) => chooseOp(next as Operator)}
        allowDeselect={false}
      />
      <Value field={field} condition={condition} onChange={(next) => onChange({ path, op, values: next })} />
      <ActionIcon aria-label={t('design.removeNamed', { name: words(path) })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

// helpers //////////

const NAMES: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'isNot',
  in: 'oneOf',
  '<': 'below',
  '<=': 'atMost',
  '>': 'above',
  '>=': 'atLeast',
  empty: 'empty',
  filled: 'filled',
};

/** What can be compared by size. */
const ORDERED: ReadonlySet<string> = new Set([
  'number',
  'date',
  'date and time',
  'time',
  'days and time duration',
  'years and months duration',
]);

function operatorsOf(field: Field | undefined): readonly Operator[] {
  const sized = field !== undefined && ORDERED.has(kindOf(field));
  return OPERATORS.filter((op) => sized || !/[<>]/.test(op));
}

/** Kind of value its expressions see. */
function kindOf(field: Field): string {
  return field.type.feelType(field).kind;
}

function Value({
  field,
  condition: { path, op, values },
  onChange,
}: {
  readonly field: Field | undefined;
  readonly condition: Condition;
  readonly onChange: (values: readonly string[]) => void;
}) {
  const t = useText();
  const text = useLabelText();
  const label = t('design.view.value');
  if (op === 'empty' || op === 'filled') return <span />;
  const options = field
    ? optionsOf(field)
    : stageOfOutcome(path)
      ? (['won', 'lost'] as const).map((key) => ({ key, label: t(`design.stage.${key}`) }))
      : [];
  if (options.length > 0) {
    const data = options.map((option) => ({
      value: quoted(option.key),
      label: text(option.label, option.key),
    }));
    const all = [
      ...data,
      ...values
        .filter((value) => value !== '' && !data.some((one) => one.value === value))
        .map((value) => ({ value, label: value })),
    ];
    return op === 'in' ? (
      <MultiSelect aria-label={label} data={all} value={[...values]} onChange={onChange} searchable />
    ) : (
      <Select
        aria-label={label}
        data={all}
        value={values[0] || null}
        onChange={(next) => onChange([next ?? ''])}
        searchable
      />
    );
  }
  if (field && kindOf(field) === 'boolean')
    return (
      <Select
        aria-label={label}
        data={[
          { value: 'true', label: t('ui.cell.yes') },
          { value: 'false', label: t('ui.cell.no') },
        ]}
        value={values[0] || null}
        onChange={(next) => onChange([next ?? ''])}
      />
    );
  return <TypedValue field={field} values={values} several={op === 'in'} onChange={onChange} />;
}

/** Text is written as it is meant and kept in quotes; everything else is FEEL, such as 100, today(), me. */
function TypedValue({
  field,
  values,
  several,
  onChange,
}: {
  readonly field: Field | undefined;
  readonly values: readonly string[];
  readonly several: boolean;
  readonly onChange: (values: readonly string[]) => void;
}) {
  const t = useText();
  const plain =
    field !== undefined &&
    kindOf(field) === 'string' &&
    values.every((value) => value === '' || unquoted(value) !== null);
  const kept = plain ? values.map((value) => unquoted(value) ?? '').join('; ') : values.join(', ');
  const [typed, setTyped, keepNow] = useLater(kept, (next) => {
    if (!plain) return onChange(several ? next.split(/\s*,\s*/) : [next.trim()]);
    const texts = several ? next.split(/\s*;\s*/) : [next];
    onChange(texts.map((one) => (one === '' ? '' : quoted(one))));
  });
  return (
    <TextInput
      aria-label={t('design.view.value')}
      placeholder={plain ? undefined : t(`design.view.example.${exampleOf(field)}`)}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keepNow}
      styles={plain ? undefined : { input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
    />
  );
}

function exampleOf(field: Field | undefined): string {
  if (field?.type.refersTo?.(field)?.entities.includes('user')) return 'person';
  if (field && ['date', 'date and time'].includes(kindOf(field))) return 'date';
  return 'number';
}
