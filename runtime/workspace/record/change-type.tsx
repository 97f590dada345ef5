/** A record becomes another kind: what it requires is asked, what its form no longer shows is told, nothing is lost. */
import { Button, Group, Modal, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RecordValues, updateRecord } from '#api/records.ts';
import { type FormValues, layoutOf } from '#metadata/form.ts';
import { formOf, pipelineOf, type RecordType } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { isEmpty } from '#ui/cell.tsx';
import { Form, useForm, useRequiredLayout } from '#ui/form.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { useTypesToMake } from '#ui/record-types.ts';
import { useRegistry } from '#ui/registry.ts';
import { toast } from '#ui/toast.tsx';
import { useAsking } from '#ui/use-asking.tsx';
import classes from './change-type.module.css';

export interface ChangeTypeProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly onClose: () => void;
}

export function ChangeType({ entity, record, onClose }: ChangeTypeProps) {
  const t = useText();
  const label = useLabel();
  const [chosen, setChosen] = useState<string | null>(null);
  const types = (useTypesToMake(entity) ?? []).filter(({ key }) => key !== record[entity.types!.by]);
  const type = types.find(({ key }) => key === chosen);
  return (
    <Modal opened onClose={onClose} title={t('record.type.title')}>
      <Select
        label={t('record.type.becomes')}
        data-autofocus
        value={chosen}
        onChange={setChosen}
        data={types.map(({ key, label: name }) => ({ value: key, label: label(name, key) }))}
      />
      {type && <Becoming key={type.key} entity={entity} record={record} type={type} onClose={onClose} />}
    </Modal>
  );
}

// helpers //////////

function Becoming({ entity, record, type, onClose }: ChangeTypeProps & { readonly type: RecordType }) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const asking = useAsking();
  const [missing] = useState(() => type.requires.filter((key) => isEmpty(record[key])));
  const form = useForm({
    layout: useRequiredLayout(entity, missing),
    original: record as unknown as FormValues,
  });
  const send = useMutation({
    mutationFn: () =>
      asking((ask) =>
        client.call(updateRecord, {
          params: { entity: entity.key, id: record.id },
          body: {
            version: record.version,
            values: { [entity.types!.by]: type.key, ...form.changes() },
            ask,
          },
        }),
      ),
    onSuccess(saved) {
      if (!saved) return;
      queries.setQueryData(['records', entity.key, 'one', record.id], saved);
      recordsChanged(queries, entity.key, [record.id]);
      toast(t('record.type.done', { type: label(type.label, type.key) }));
      onClose();
    },
    onError: (error) => {
      if (!form.refuse(error)) toast(sentence(error));
    },
  });
  const hidden = useFieldsLeft(entity, record, type);
  const anew = stageAnew(entity, record, type);
  return (
    <form
      className={classes.becoming}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0 || form.check()) send.mutate();
      }}
    >
      {missing.length > 0 && <Form form={form} look="boxed" />}
      {anew && (
        <p className={classes.told}>{t('record.type.anew', { stage: label(anew.label, anew.key) })}</p>
      )}
      {hidden.length > 0 && (
        <p className={classes.told}>{t('record.type.hidden', { fields: format.list(hidden) })}</p>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('ui.action.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={send.isPending}>
          {t('record.type.submit')}
        </Button>
      </Group>
    </form>
  );
}

/** Names of fields that have values, stand in the present form and not in that of the other kind. */
function useFieldsLeft(entity: Entity, record: RecordValues, type: RecordType): string[] {
  const label = useLabel();
  const registry = useRegistry();
  const present = layoutOf(formOf(registry, entity, record), registry).items;
  const next = layoutOf(formOf(registry, entity, { [entity.types!.by]: type.key }), registry).items;
  const there = new Set(next.map(({ path }) => path));
  return present
    .filter(({ path }) => !there.has(path) && !isEmpty(record[path]))
    .map((item) => label(item.label, item.path));
}

/** The stage it begins with, where its present one is none of the other kind. */
function stageAnew(entity: Entity, record: RecordValues, type: RecordType) {
  const field = [...entity.fields.values()].find((candidate) => candidate.type.stages);
  const pipeline = field && pipelineOf(entity, field, { [entity.types!.by]: type.key });
  if (!field || !pipeline || pipeline.stages.some(({ key }) => key === record[field.key])) return null;
  return pipeline.stages.find(({ key }) => key === pipeline.start) ?? null;
}
