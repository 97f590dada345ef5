/** The same value for one field of all marked records. */
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkRecords } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { controlOf, sentValue } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { useRegistry } from '#ui/registry.ts';
import { toast } from '#ui/toast.tsx';
import { useUndo } from '#ui/use-undo.ts';
import { isEditable } from './editable.ts';

export interface BulkEditProps {
  readonly entity: Entity;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function BulkEdit({ entity, ids, onClose, onDone }: BulkEditProps) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const registry = useRegistry();
  const undo = useUndo(entity.key);
  const access = accessTo(useModel(), entity.key);
  const fields = [...entity.fields.values()].filter((field) => !field.unique && isEditable(field, access));
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<Json>(null);
  const field = key === null ? undefined : entity.fields.get(key);
  const save = useMutation({
    mutationFn: (to: Field) =>
      client.call(bulkRecords, {
        params: { entity: entity.key },
        body: { deed: 'update', ids: [...ids], values: { [to.key]: sentValue(to, value, registry) } },
      }),
    onSuccess({ done, failed, journal }) {
      recordsChanged(queries, entity.key);
      const [first] = failed;
      toast(
        first
          ? t('list.bulk.someChanged', { count: done, failed: failed.length, why: first.message })
          : t('list.bulk.changed', { count: done }),
        {
          stay: first !== undefined,
          ...(journal && { action: { label: t('ui.action.undo'), run: () => undo(journal) } }),
        },
      );
      onDone();
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  const { Draw } = controlOf(field?.type.control ?? 'text');
  return (
    <Modal opened onClose={onClose} title={t('list.bulk.editTitle', { count: ids.length })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (field && !save.isPending) save.mutate(field);
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('list.filter.field')}
            data={fields.map((one) => ({ value: one.key, label: label(one.label, one.key) }))}
            value={key}
            onChange={(next) => {
              setKey(next);
              setValue(null);
            }}
            searchable
            allowDeselect={false}
            data-autofocus
          />
          {field && (
            <Draw
              key={field.key}
              field={field}
              label={t('list.bulk.value')}
              help={field.required ? undefined : t('list.bulk.emptyClears')}
              required={field.required}
              value={value}
              onChange={setValue}
              bare={false}
              record={{}}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {t('ui.action.cancel')}
            </Button>
            <Button
              type="submit"
              variant="filled"
              loading={save.isPending}
              disabled={!field || (field.required && value === null)}
            >
              {t('list.bulk.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
