/** What a service or send task does: a task type of the platform with its inputs. Records are made and changed this way too. */
import { Autocomplete, Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../../draft/draft.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, type Shape, textOf } from '../bpmn-types.ts';
import { extensionOf, extensionsOf } from '../extensions.ts';
import { writableFields } from '../record-fields.ts';
import { recordVariables, useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';

const does = (element: Shape) => is(element, 'bpmn:ServiceTask') || is(element, 'bpmn:SendTask');

export const task = defineGroup({ key: 'task', applies: does, Body: Task });

/** Of the platform itself; plugins bring more, whose names can be typed. */
const RECORD_TASKS = ['record.create', 'record.update', 'record.delete'];

function Task({ edit, element }: GroupProps) {
  const t = useText();
  const model = element.businessObject;
  const names = useNames(element);
  const found = extensionOf(model, 'potik:Task');
  const [type, result, retries, pause] = ['type', 'result', 'retries', 'pause'].map((name) =>
    found ? textOf(found, name) : '',
  ) as [string, string, string, string];
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Task', { type, result, retries, pause, ...change });
  const onRecord = RECORD_TASKS.includes(type);
  return (
    <>
      <ForeignNote owner={model} type="potik:Task" />
      <Autocomplete
        label={t('design.task.type')}
        placeholder={'record.update'}
        data={RECORD_TASKS.map((value) => ({ value, label: value }))}
        renderOption={({ option }) => t(`design.task.of.${option.value.replace('.', '_')}`)}
        value={type}
        onChange={(next) => set({ type: next })}
        styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
      />
      {onRecord && <RecordInputs edit={edit} element={element} type={type} />}
      {type && (
        <Pairs
          edit={edit}
          element={element}
          type="potik:Input"
          names={names}
          title={onRecord ? t('design.task.moreInputs') : t('design.task.inputs')}
          nameLabel={t('design.name')}
          valueLabel={t('design.mapping.value')}
          hidden={onRecord ? ['record', 'entity', 'values'] : []}
        />
      )}
      <TextProp
        label={t('design.task.result')}
        help={t('design.task.resultHelp')}
        mono
        value={result}
        onChange={(next) => set({ result: next })}
      />
      {!onRecord && type && (
        <>
          <TextProp
            label={t('design.task.retries')}
            placeholder="3"
            mono
            value={retries}
            onChange={(next) => set({ retries: next })}
          />
          <TextProp
            label={t('design.task.pause')}
            placeholder={'PT10S PT1M'}
            mono
            value={pause}
            onChange={(next) => set({ pause: next })}
          />
        </>
      )}
    </>
  );
}

function RecordInputs({
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

/** `= {a: 1}` with one more field: `= {a: 1, b: null}`. */
function withField(values: string, key: string): string {
  const inside = /^\s*=?\s*\{([\s\S]*)\}\s*$/.exec(values)?.[1]?.trim();
  return `= {${inside ? `${inside}, ` : ''}${key}: null}`;
}
