/** How a trial begins: at which start event, with which records and variables. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Element, Process } from '#engine/process.ts';
import type { Env } from '#metadata/expression.ts';
import { type FormLayout, layoutOfFields } from '#metadata/form.ts';
import { textOf } from '#metadata/label.ts';
import { findForm, toVariables } from '#metadata/process-form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { FieldDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';
import { Form, useForm } from '#ui/form.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { RecordPicker } from '#ui/record-picker.tsx';
import { filledValues } from '#ui/task-form.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { fieldsOfPath } from '../draft/entity-fields.ts';
import { PanelBody, Section } from '../kit/panel.tsx';
import { useElementName } from './names.ts';
import { wantedVariables } from './reads.ts';
import { madeUpId } from './samples.ts';
import classes from './trial.module.css';
import type { TrialModels } from './trial-models.ts';
import type { KnownRecord, TrialDeed } from './trial-run.ts';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';

export interface StartPanelProps {
  readonly models: TrialModels;
  readonly env: Env;
  readonly onStart: (deed: TrialDeed) => void;
}

export function StartPanel({ models, env, onStart }: StartPanelProps) {
  const t = useText();
  const nameOf = useElementName();
  const starts = useMemo(() => startsOf(models.processes), [models]);
  const [chosen, setChosen] = useState(0);
  const start = starts[chosen] ?? starts[0];
  if (!start) return <p className={classes.nothing}>{t('design.trial.noStart')}</p>;
  return (
    <PanelBody>
      {starts.length > 1 && (
        <div className={classes.part}>
          <NativeSelect
            label={t('design.trial.startAt')}
            value={String(chosen)}
            data={starts.map(({ process, element }, at) => ({
              value: String(at),
              label: [process.name ?? process.key, element && nameOf(element)].filter(Boolean).join(' · '),
            }))}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
        </div>
      )}
      <Given key={chosen} start={start} models={models} env={env} onStart={onStart} />
    </PanelBody>
  );
}

// helpers //////////

interface StartPlace {
  readonly process: Process;
  /** Null where it begins without a start event. */
  readonly element: Element | null;
}

/** Those of the file first, then those it calls. */
function startsOf(processes: readonly Process[]): readonly StartPlace[] {
  return processes.flatMap((process): StartPlace[] => {
    const starts = process.root.children.filter(({ kind }) => kind === 'startEvent');
    return starts.length > 0 ? starts.map((element) => ({ process, element })) : [{ process, element: null }];
  });
}

function Given({
  start: { process, element },
  models: { registry, decisions },
  env,
  onStart,
}: {
  readonly start: StartPlace;
} & StartPanelProps) {
  const t = useText();
  const text = useLabelText();
  const { language } = useLanguage();
  // What is not published yet has no records.
  const { live } = useDraft();
  const layout = useMemo(() => startLayout(process, element, registry), [process, element, registry]);
  const form = useForm({ layout, original: {}, fresh: true });
  const [real, setReal] = useState<Readonly<Record<string, { id: string; title: string } | null>>>({});
  const samples = useMemo(
    () =>
      process.context.variables
        .flatMap(({ name, type }) =>
          type.kind === 'record' && type.entity ? [{ name, entity: type.entity }] : [],
        )
        .map((one, at) => ({
          ...one,
          number: at * 100 + 1,
          layout: sampleLayout(one, process, registry, language),
        })),
    [process, registry, language],
  );
  const [filled, setFilled] = useState<Readonly<Record<string, Readonly<Record<string, Json>>>>>({});
  const [rows, setRows] = useState<readonly ValueRow[]>(() =>
    wantedVariables(process, decisions, registry)
      .filter((name) => !layout.variables.has(name))
      .map((name) => ({ name, type: 'any', text: '' })),
  );
  const [businessKey, setBusinessKey] = useState('');
  const typed = variablesOfRows(rows, env);
  const begin = () => {
    if (!form.check() || typed === null) return;
    const records: KnownRecord[] = [];
    const subjects: Record<string, Json> = {};
    for (const { name, entity, number } of samples) {
      const chosen = real[name];
      const id = chosen?.id ?? madeUpId(number);
      subjects[name] = { $record: { entity, id } };
      if (!chosen) records.push(...madeUp(registry, entity, id, number, filled[name] ?? {}));
    }
    const none = element === null || element.trigger === null || element.trigger.kind === 'none';
    onStart({
      deed: 'start',
      process: process.key,
      ...(!none && { element: element.id }),
      ...(businessKey !== '' && { businessKey }),
      variables: { ...subjects, ...toVariables(layout, filledValues(form, registry)), ...typed },
      records,
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      {samples.map(({ name, entity, layout: fields }) => (
        <Section key={name} title={text(registry.entities.get(entity)?.label, entity)} note={name}>
          {live.entities.has(entity) && (
            <RecordPicker
              entity={entity}
              label={t('design.trial.realRecord')}
              value={real[name] ?? null}
              onChange={(record) =>
                setReal({ ...real, [name]: record as { id: string; title: string } | null })
              }
            />
          )}
          <p className={classes.hint}>
            {real[name]
              ? t('design.trial.realHelp')
              : t(live.entities.has(entity) ? 'design.trial.madeUpHelp' : 'design.trial.madeUpOnly')}
          </p>
          {!real[name] && (
            <Sample
              layout={fields}
              onValues={(values) => setFilled((before) => ({ ...before, [name]: values }))}
            />
          )}
        </Section>
      ))}
      {layout.items.length > 0 && (
        <Section title={t('design.trial.form')}>
          <Form form={form} look="boxed" />
        </Section>
      )}
      <Section title={t('design.trial.variables')} note={rows.length > 0 ? rows.length : undefined}>
        <ValueRows rows={rows} onChange={setRows} env={env} />
      </Section>
      <Section title={t('design.trial.more')} shut>
        <TextInput
          label={t('design.trial.businessKey')}
          value={businessKey}
          onChange={(event) => setBusinessKey(event.currentTarget.value)}
        />
      </Section>
      <div className={classes.foot}>
        <Button
          type="submit"
          variant="filled"
          leftSection={<IconPlayerPlay size={16} />}
          disabled={typed === null}
        >
          {t('design.trial.start')}
        </Button>
      </div>
    </form>
  );
}

function Sample({
  layout,
  onValues,
}: {
  readonly layout: FormLayout;
  readonly onValues: (values: Readonly<Record<string, Json>>) => void;
}) {
  const form = useForm({ layout, original: {} });
  const told = {
    ...form,
    set(path: string, value: Json) {
      form.set(path, value);
      onValues({ ...(form.values as Record<string, Json>), [path]: value });
    },
  };
  return <Form form={told} look="boxed" />;
}

/** A form of the process's own, or the variables it declares that are no records. */
function startLayout(process: Process, element: Element | null, registry: Registry): FormLayout {
  const found = findForm(element?.form, registry).layout;
  if (found.items.length > 0) return found;
  const fields = process.context.variables.flatMap(({ name, type, required }) => {
    const field = FIELD_OF[type.kind];
    return field && required ? [[name, { type: field, label: name, required }] as const] : [];
  });
  return layoutOfFields(Object.fromEntries(fields) as Record<string, FieldDefinition>, registry);
}

const FIELD_OF: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'decimal',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'datetime',
};

/** Between a field and the one behind it, in keys of made-up fields. */
const BEHIND = '__';

/** The fields of a record that the process reads, and those behind its references, to be filled in. */
function sampleLayout(
  { name, entity: key }: { readonly name: string; readonly entity: string },
  process: Process,
  registry: Registry,
  language: string,
): FormLayout {
  const entity = registry.entities.get(key);
  const fields: Record<string, FieldDefinition> = {};
  for (const path of process.context.recordPaths[name] ?? []) {
    const found = entity && fieldsOfPath(registry, entity, path.join('.'));
    const last = found?.at(-1);
    if (!found || !last || path.length > 2 || last.system || last.type.refersTo || last.type.holders)
      continue;
    fields[path.join(BEHIND)] = {
      ...plain(last.definition),
      label: found.map((field) => textOf(field.label, language, field.key)).join(' › '),
    } as FieldDefinition;
  }
  return layoutOfFields(fields, registry);
}

/** A field to be filled in by hand, whatever it is calculated from on the server. */
function plain({
  formula,
  rollup,
  required,
  unique,
  ...rest
}: FieldDefinition & Readonly<Record<string, unknown>>) {
  return rest;
}

/** The record, and those its references lead to where something behind them was filled in or may be read. */
function madeUp(
  registry: Registry,
  entity: string,
  id: string,
  number: number,
  filled: Readonly<Record<string, Json>>,
): KnownRecord[] {
  const own: Record<string, Json> = {};
  const behind = new Map<string, { values: Record<string, Json>; entity: string; id: string }>();
  for (const [path, value] of Object.entries(filled)) {
    const [first, second] = path.split(BEHIND) as [string, string?];
    if (second === undefined) own[first] = value;
    else {
      const field = registry.entities.get(entity)?.fields.get(first);
      const target = field?.type.refersTo?.(field)?.entities[0];
      if (!target) continue;
      const other = behind.get(first) ?? {
        entity: target,
        id: madeUpId(number + behind.size + 1),
        values: {},
      };
      other.values[second] = value;
      behind.set(first, other);
      own[first] = other.id;
    }
  }
  return [{ entity, id, values: own }, ...behind.values()];
}
