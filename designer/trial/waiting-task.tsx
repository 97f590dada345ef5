/** A user task of a trial: its form as in the inbox, filled in and completed. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Variables } from '#engine/instance.ts';
import { visibleVariables } from '#engine/read.ts';
import { findForm, toVariables, variableValues } from '#metadata/process-form.ts';
import { useApi } from '#ui/api.tsx';
import { Form, useForm } from '#ui/form.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { recordsQuery } from '#ui/records.ts';
import { filledValues } from '#ui/task-form.ts';
import { useLabelText } from '../draft/draft.tsx';
import { sampleName } from './samples.ts';
import type { Waiting } from './standing.ts';
import { type ValueRow, ValueRows, variablesOfRows } from './value-rows.tsx';
import { commandDeed, Deeds, Due, Fact, type WaitingCardProps } from './waiting-parts.tsx';

export function WaitingTask({ waiting, trial, models, env, onDeed }: WaitingCardProps) {
  const t = useText();
  const { language } = useLanguage();
  const { registry } = models;
  const { element, key, instance, process, wait } = waiting;
  const layout = useMemo(() => findForm(element.form, registry).layout, [element, registry]);
  const variables = visibleVariables(trial.simulation.instances.get(instance)!, key);
  const record = boundRecord(layout.entity?.key, process, variables);
  const sample = record && trial.samples.get(sampleName(record));
  const form = useForm({
    layout,
    original: { ...sample?.values, ...variableValues(layout, variables) },
  });
  const [rows, setRows] = useState<readonly ValueRow[]>([]);
  const typed = variablesOfRows(rows, env);
  const hasForm = layout.items.length > 0;
  const complete = (outcome?: string) => {
    if ((hasForm && !form.check()) || typed === null) return;
    const values = hasForm ? filledValues(form, registry) : {};
    const fields = Object.fromEntries(Object.entries(values).filter(([name]) => !layout.variables.has(name)));
    const isWritten = record && Object.keys(fields).length > 0;
    onDeed(
      commandDeed(
        waiting,
        {
          type: 'complete',
          key,
          variables: { ...toVariables(layout, values), ...typed },
          ...(outcome !== undefined && { outcome }),
        },
        isWritten ? { kind: 'update', ...record, values: fields } : undefined,
      ),
    );
  };
  const text = useLabelText();
  const titles = usePeopleNames();
  const who =
    wait.kind === 'task'
      ? [
          ...[wait.assignee, ...(wait.users ?? [])].map((id) => id && (titles.get(id) ?? id)),
          ...(wait.groups ?? []).map((key) => text(registry.roles.get(key)?.definition.label, key)),
        ]
      : [];
  const outcomes = element.task?.outcomes ?? [];
  return (
    <>
      {who.some(Boolean) && <Fact label={t('design.trial.offered')} value={who.filter(Boolean).join(', ')} />}
      <Due waiting={waiting} />
      {hasForm ? <Form form={form} look="boxed" /> : <ValueRows rows={rows} onChange={setRows} env={env} />}
      <Deeds waiting={waiting} onDeed={onDeed}>
        {outcomes.length === 0 && (
          <Button variant="filled" onClick={() => complete()}>
            {t('design.trial.complete')}
          </Button>
        )}
        {outcomes.map(({ key: outcome, label, labels }, at) => (
          <Button key={outcome} variant={at === 0 ? 'filled' : 'default'} onClick={() => complete(outcome)}>
            {labels?.[language] ?? label}
          </Button>
        ))}
      </Deeds>
    </>
  );
}

// helpers //////////

/** By their ids, as far as they are known. */
function usePeopleNames(): ReadonlyMap<string, string> {
  const client = useApi();
  const { data } = useQuery(recordsQuery(client, 'user', { fields: ['name'], limit: 200 }));
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, String(name)])), [data]);
}

/** The record the form is bound to: the variable that the process declares as a record of the form's entity. */
function boundRecord(
  entity: string | undefined,
  { context }: Waiting['process'],
  variables: Variables,
): { entity: string; id: string } | null {
  for (const { name, type } of context.variables) {
    if (!entity || type.kind !== 'record' || type.entity !== entity) continue;
    const value = variables[name] as { $record?: { entity: string; id: string } } | undefined;
    if (value?.$record) return value.$record;
  }
  return null;
}
