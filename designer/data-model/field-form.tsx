/** Name, key, settings of the type, how it gets its value, rules. */
import { SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldType } from '#metadata/field.ts';
import type { Label } from '#metadata/label.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { LabelInput } from '../kit/label-input.tsx';
import { type FieldContent, isFieldKey, withSetting } from './field-content.ts';
import classes from './field-form.module.css';
import { SettingInput } from './setting-input.tsx';

export interface FieldFormProps {
  readonly entity: Entity;
  readonly content: FieldContent;
  readonly onContent: (content: FieldContent) => void;
  readonly fieldKey: {
    readonly value: string;
    readonly taken: boolean;
    /** While it is new. */
    readonly onChange?: (key: string) => void;
    /** Once it is there: asked for when the place is left. */
    readonly onRename?: (key: string) => void;
  };
}

type Way = 'typed' | 'formula' | 'rollup';

export function FieldForm({ entity, content, onContent, fieldKey }: FieldFormProps) {
  const t = useText();
  const type = fieldType(content.type);
  const set = (setting: string, value: Json | undefined) => onContent(withSetting(content, setting, value));
  const settings = Object.entries(type?.schema ?? {});
  const given: Way =
    content.formula !== undefined ? 'formula' : content.rollup !== undefined ? 'rollup' : 'typed';
  const [way, setWay] = useState<Way>(given);
  const choose = (next: Way) => {
    setWay(next);
    onContent(withSetting(withSetting(content, 'formula', undefined), 'rollup', undefined));
  };
  const calculable = type !== undefined && !['relation', 'file'].includes(type.group);
  return (
    <div className={classes.form}>
      <section className={classes.part}>
        <div className={classes.names}>
          <LabelInput
            title={t('design.name')}
            value={content.label as Label | undefined}
            onChange={(label) => set('label', label as Json)}
            autoFocus={content.label === undefined}
          />
          <LabelInput
            title={t('design.field.help')}
            value={content.help as Label | undefined}
            onChange={(label) => set('help', label as Json)}
          />
        </div>
        <KeyInput {...fieldKey} />
      </section>
      {settings.length > 0 && (
        <section className={classes.part}>
          {settings.map(([name, schema]) => (
            <SettingInput
              key={`${content.type}.${name}`}
              name={name}
              schema={schema}
              required={type?.mandatory?.includes(name) ?? false}
              value={content[name]}
              onChange={(value) => set(name, value)}
              entity={entity}
            />
          ))}
        </section>
      )}
      {calculable && (
        <section className={classes.part}>
          <h2 className={classes.title}>{t('design.field.value')}</h2>
          <SegmentedControl
            value={way}
            onChange={(next) => choose(next as Way)}
            aria-label={t('design.field.value')}
            data={(['typed', 'formula', 'rollup'] as const).map((value) => ({
              value,
              label: t(`design.field.${value}`),
            }))}
          />
          {way === 'typed' ? (
            <TextInput
              label={t('design.field.default')}
              description={t('design.field.defaultHelp')}
              value={content.default === undefined ? '' : asText(content.default)}
              onChange={(event) => set('default', fromText(content.type, event.currentTarget.value))}
              styles={{ input: { fontFamily: 'var(--mono)' } }}
            />
          ) : (
            <Textarea
              label={t(`design.field.${way}`)}
              description={t(`design.field.${way}Help`)}
              value={String(content[way] ?? '')}
              onChange={(event) => set(way, event.currentTarget.value)}
              styles={{ input: { fontFamily: 'var(--mono)' } }}
              minRows={2}
            />
          )}
        </section>
      )}
      <section className={classes.part}>
        <h2 className={classes.title}>{t('design.field.rules')}</h2>
        {(['required', 'unique', 'read_only', 'search', 'index', 'personal'] as const).map((rule) => (
          <Switch
            key={rule}
            label={t(`design.field.rule.${rule}`)}
            checked={content[rule] === true}
            onChange={(event) => set(rule, event.currentTarget.checked || undefined)}
          />
        ))}
        <Switch
          label={t('design.field.rule.log')}
          checked={content.log !== false}
          onChange={(event) => set('log', event.currentTarget.checked ? undefined : false)}
        />
      </section>
    </div>
  );
}

// helpers //////////

function KeyInput({ value, taken, onChange, onRename }: FieldFormProps['fieldKey']) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = onChange ? value : (typed ?? value);
  const wrong = shown !== '' && !isFieldKey(shown);
  return (
    <TextInput
      label={t('design.key')}
      description={t('design.keyHelp')}
      value={shown}
      error={wrong ? t('design.keyWrong') : taken ? t('design.keyTaken') : undefined}
      onChange={(event) => (onChange ?? setTyped)(event.currentTarget.value)}
      onBlur={() => {
        if (typed && !wrong) onRename?.(typed);
        setTyped(null);
      }}
      maw={320}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
    />
  );
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers, true and false as themselves; what begins with "=" is an expression. */
function fromText(type: string, text: string): Json | undefined {
  if (text === '') return undefined;
  const numbers = ['integer', 'decimal', 'percent', 'rating', 'money'];
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (numbers.includes(type) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
