/** The record a task is about, to read. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RecordValues } from '#api/records.ts';
import { type FormValues, layoutOf } from '#metadata/form.ts';
import { formOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { Form, useForm } from '#ui/form.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordQuery } from '#ui/records.ts';
import { useEntity, useRegistry } from '#ui/registry.ts';

export function TaskRecord({ entity: key, id }: { readonly entity: string; readonly id: string }) {
  const entity = useEntity(key);
  const record = useQuery(recordQuery(useApi(), key, id));
  if (record.isError) return <ProblemNotice error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data || !entity) return <Skeleton height={160} />;
  return <Read key={`${id} ${record.data.version}`} entity={entity} record={record.data} />;
}

// helpers //////////

function Read({ entity, record }: { readonly entity: Entity; readonly record: RecordValues }) {
  const registry = useRegistry();
  const form = useForm({
    layout: layoutOf(formOf(registry, entity, record), registry),
    original: record as unknown as FormValues,
  });
  return <Form form={form} look="inline" readOnly />;
}
