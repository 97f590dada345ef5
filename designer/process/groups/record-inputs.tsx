/** The inputs of the task types on records: which record or entity, and fields with their values. */
import { Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../../draft/draft.tsx';
import { writableFields } from '../../draft/entity-fields.ts';
import { FeelInput } from '../../kit/feel-input.tsx';
import { textOf } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { recordVariables, useNames } from '../use-names.ts';
import type { GroupProps } from './group.ts';

export function RecordInputs({
  edit,
  element,
  type,
}: Pick<GroupProps, 'edit' | 'element'> & { readonly type: string }) {
  const t = useText();
  const text = useLabelText();
  const names = useNames(element);
  const { registry } = useDraft();
  const inputs = extensionsOf(element.businessObject, 'potik:Input');
  const inputOf = (name: string) => {
    const found = inputs.find((input) => textOf(input, 'name') === name);
    return found ? textOf(found, 'value') : '';
  };
  const set = (name: string, value: string) => {
    const others = inputs.filter((input) => textOf(input, 'name') !== name);
    const own = value ? [edit.create('potik:Input', { name, value })] : [];
    edit.extensions(element, 'potik:Input', [...own, ...others]);
  };
  const records = recordVariables(element);
  const entityKey =
    type === 'record.create'
      ? inputOf('entity')
      : records.find(({ name }) => inputOf('record').replace(/^\s*=\s*/, '') === name)?.entity;
  const entity = registry.entities.get(entityKey ?? '');
  const values = inputOf('values');
  const addField = (key: string) => set('values', withField(values, key));
  return (
    <>
      {type === 'record.create' ? (
        <Select
          label={t('design.kind.entity.one')}
          data={[...registry.entities.values()]
            .filter(({ made }) => !made)
            .map((one) => ({ value: one.key, label: text(one.label, one.key) }))}
          value={inputOf('entity') || null}
          onChange={(next) => set('entity', next ?? '')}
          searchable
        />
      ) : (
        <FeelInput
          label={t('design.task.record')}
          help={records.length === 0 ? t('design.assignment.noRecord') : undefined}
          placeholder={records[0]?.name}
          always
          names={names}
          value={inputOf('record')}
          onChange={(next) => set('record', next)}
        />
      )}
      {type !== 'record.delete' && (
        <>
          <FeelInput
            label={t('design.task.values')}
            help={t('design.task.valuesHelp')}
            always
            names={names}
            value={values}
            onChange={(next) => set('values', next)}
          />
          {entity && (
            <Select
              aria-label={t('design.task.addField')}
              placeholder={t('design.task.addField')}
              data={writableFields(entity).map((field) => ({
                value: field.key,
                label: text(field.label, field.key),
              }))}
              value={null}
              onChange={(key) => key && addField(key)}
              searchable
            />
          )}
        </>
      )}
    </>
  );
}

// helpers //////////

/** `= {a: 1}` with one more field: `= {a: 1, b: null}`. */
function withField(values: string, key: string): string {
  const inside = /^\s*=?\s*\{([\s\S]*)\}\s*$/.exec(values)?.[1]?.trim();
  return `= {${inside ? `${inside}, ` : ''}${key}: null}`;
}
