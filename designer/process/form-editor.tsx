/**
 * The fields of a task's form: those of the record it is about, and variables of the process defined here. Rows side by side and
 * conditions are kept as they are; they are written in the form's own text.
 */
import {
  ActionIcon,
  Button,
  Checkbox,
  Modal,
  MultiSelect,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { CHOOSABLE_TYPES } from '#metadata/field.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';
import { LANGUAGES, useLanguage, useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { writableFields } from '../draft/entity-fields.ts';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { labelOf, textsOf } from '../kit/label-input.tsx';
import { MoveButtons } from '../kit/move-buttons.tsx';
import { useLater } from '../kit/use-later.ts';
import { type FormContent, type FormVariable, placedKeys, withItems } from './form-content.ts';
import classes from './form-editor.module.css';

export function FormEditor({ form: key, onClose }: { readonly form: string; readonly onClose: () => void }) {
  const t = useText();
  const text = useLabelText();
  const make = useMake();
  const { configuration, registry } = useDraft();
  const definition = configuration.definitions.get(`form/${key}`)!;
  const [content, setContent] = useLater(definition.content as unknown as FormContent, (next) =>
    make(
      [
        {
          change: 'put',
          kind: 'form',
          key,
          solution: definition.solution,
          content: next as unknown as Json,
        },
      ],
      { together: true },
    ),
  );
  const entity = registry.entities.get((content.entity ?? '').split('/').at(-1)!);
  const variables = content.variables ?? {};
  const placed = placedKeys(content);
  const fields = placed.filter((item) => !Object.hasOwn(variables, item));
  const fillable = entity ? writableFields(entity) : [];
  const setVariables = (next: Readonly<Record<string, FormVariable>>, keys: readonly string[]) =>
    setContent(withItems({ ...content, variables: Object.keys(next).length > 0 ? next : undefined }, keys));
  const variableKeys = Object.keys(variables);
  const replace = (old: string, name: string, variable: FormVariable) =>
    setVariables(
      Object.fromEntries(
        Object.entries(variables).map(([at, value]) => (at === old ? [name, variable] : [at, value])),
      ),
      placed.map((item) => (item === old ? name : item)),
    );
  const move = (at: number, by: number) => {
    const next = [...placed];
    const [item] = next.splice(at, 1);
    next.splice(at + by, 0, item!);
    setContent(withItems(content, next));
  };
  return (
    <Modal opened onClose={onClose} title={t('design.form.title')} size="lg">
      <div className={classes.form}>
        <Select
          label={t('design.form.entity')}
          data={[...registry.entities.values()]
            .filter(({ made }) => !made)
            .map((one) => ({ value: one.key, label: text(one.label, one.key) }))}
          value={entity?.key ?? null}
          onChange={(next) => setContent(withItems({ ...content, entity: next ?? undefined }, variableKeys))}
          clearable
          searchable
        />
        {entity && (
          <MultiSelect
            label={t('design.form.fields')}
            data={fillable.map((field) => ({ value: field.key, label: text(field.label, field.key) }))}
            value={fields.filter((item) => fillable.some(({ key: one }) => one === item))}
            onChange={(next) =>
              setContent(
                withItems(content, [
                  ...placed.filter(
                    (item) => next.includes(item) || !fillable.some((one) => one.key === item),
                  ),
                  ...next.filter((item) => !placed.includes(item)),
                ]),
              )
            }
            searchable
          />
        )}
        <h3 className={classes.title}>{t('design.form.variables')}</h3>
        {Object.entries(variables).map(([name, variable]) => (
          <VariableRow
            key={variableKeys.indexOf(name)}
            name={name}
            variable={variable}
            onChange={(nextName, next) => replace(name, nextName, next)}
            onRemove={() => {
              const { [name]: _, ...others } = variables;
              setVariables(
                others,
                placed.filter((item) => item !== name),
              );
            }}
          />
        ))}
        <NewVariable
          taken={(name) => Object.hasOwn(variables, name) || placed.includes(name)}
          onAdd={(name, variable) => setVariables({ ...variables, [name]: variable }, [...placed, name])}
        />
        <h3 className={classes.title}>{t('design.form.order')}</h3>
        <ol className={classes.order}>
          {placed.map((item, at) => (
            <li key={item}>
              <span>
                {Object.hasOwn(variables, item)
                  ? text(variables[item]?.label, item)
                  : text(entity?.fields.get(item)?.label, item)}
              </span>
              <MoveButtons at={at} of={placed.length} onMove={(by) => move(at, by)} />
            </li>
          ))}
        </ol>
        <div className={classes.foot}>
          <Button variant="light" onClick={onClose}>
            {t('design.close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

// helpers //////////

interface RowProps {
  readonly name: string;
  readonly variable: FormVariable;
  readonly onChange: (name: string, variable: FormVariable) => void;
  readonly onRemove: () => void;
}

function VariableRow({ name, variable, onChange, onRemove }: RowProps) {
  const t = useText();
  const text = useLabelText();
  const { language } = useLanguage();
  const { registry } = useDraft();
  const setLabel = (label: string) =>
    onChange(name, { ...variable, label: labelOf({ ...textsOf(variable.label), [language]: label }) });
  return (
    <div className={classes.variable}>
      <TextInput
        aria-label={t('design.name')}
        value={textOf(variable.label, language, name)}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TypeSelect
        value={variable.type}
        onChange={(type) =>
          onChange(name, { ...blank(type), label: variable.label, required: variable.required })
        }
      />
      <Checkbox
        label={t('design.field.required')}
        checked={variable.required ?? false}
        onChange={(event) =>
          onChange(name, { ...variable, required: event.currentTarget.checked || undefined })
        }
      />
      <ActionIcon aria-label={t('design.removeNamed', { name })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
      <code className={classes.key}>{name}</code>
      {variable.options !== undefined && (
        <TagsInput
          className={classes.wide}
          aria-label={t('design.setting.options')}
          placeholder={t('design.form.optionsHelp')}
          value={optionLabels(variable.options, language)}
          onChange={(next) =>
            onChange(name, { ...variable, options: optionsOf(next, variable.options!, language) })
          }
        />
      )}
      {variable.to !== undefined && (
        <Select
          className={classes.wide}
          aria-label={t('design.setting.to')}
          data={[...registry.entities.values()]
            .filter(({ made }) => !made)
            .map((one) => ({ value: one.key, label: text(one.label, one.key) }))}
          value={variable.to || null}
          onChange={(to) => to && onChange(name, { ...variable, to })}
          searchable
        />
      )}
    </div>
  );
}

function NewVariable({
  taken,
  onAdd,
}: {
  readonly taken: (name: string) => boolean;
  readonly onAdd: (name: string, variable: FormVariable) => void;
}) {
  const t = useText();
  const { language } = useLanguage();
  const [label, setLabel] = useState('');
  const [type, setType] = useState('text');
  const add = () => {
    const text = label.trim();
    if (!text) return;
    const named = { [LANGUAGES.some(({ code }) => code === language) ? language : 'en']: text };
    onAdd(keyOfLabel(text, taken, 'field'), { ...blank(type), label: named });
    setLabel('');
  };
  return (
    <form
      className={classes.variable}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput
        aria-label={t('design.form.newField')}
        placeholder={t('design.form.newField')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TypeSelect value={type} onChange={setType} />
      <Button type="submit" leftSection={<IconPlus size={16} />} disabled={!label.trim()}>
        {t('design.add')}
      </Button>
    </form>
  );
}

/** Types a variable of a process can have: those that need nothing but a name, choices and references. */
const VARIABLE_TYPES = CHOOSABLE_TYPES.filter(
  ({ key, mandatory = [] }) =>
    !['autonumber', 'parent', 'secret'].includes(key) && mandatory.every((setting) => setting !== 'pipeline'),
).filter(({ key }) => !['children', 'links', 'any_lookup'].includes(key));

function TypeSelect({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (type: string) => void;
}) {
  const t = useText();
  const text = useLabelText();
  return (
    <Select
      aria-label={t('design.field.type')}
      data={VARIABLE_TYPES.map(({ key, label }) => ({ value: key, label: text(label, key) }))}
      value={value}
      onChange={(next) => next && onChange(next)}
      allowDeselect={false}
      searchable
    />
  );
}

function blank(type: string): FormVariable {
  if (type === 'choice' || type === 'multi_choice')
    return {
      type,
      options: { yes: { en: 'Yes', uk: 'Так', ru: 'Да' }, no: { en: 'No', uk: 'Ні', ru: 'Нет' } },
    };
  return type === 'lookup' ? { type, to: 'user' } : { type };
}

function optionLabels(options: Json, language: string): string[] {
  if (Array.isArray(options)) return options.map(String);
  return Object.entries(options as Record<string, Label>).map(([key, label]) => textOf(label, language, key));
}

/** Options whose names stay keep their keys and other languages. */
function optionsOf(names: readonly string[], old: Json, language: string): Json {
  const known = Array.isArray(old)
    ? Object.fromEntries(old.map((key) => [String(key), String(key)]))
    : (old as Record<string, Json>);
  const next: Record<string, Json> = {};
  for (const name of names) {
    const same = Object.entries(known).find(([key, label]) => textOf(label as Label, language, key) === name);
    if (same) next[same[0]] = same[1];
    else next[keyOfLabel(name, (used) => Object.hasOwn(next, used), 'option')] = { [language]: name };
  }
  return next;
}
