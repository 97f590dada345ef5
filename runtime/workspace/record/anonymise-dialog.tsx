/**
 * Erasing the personal data of a record on request: what goes, what is replaced, what stays because the platform can't tell; the name of
 * the record is typed before it is done, for it can't be taken back.
 */
import { Button, Checkbox, Group, Modal, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnonymisePreview, anonymiseRecord, previewAnonymise } from '#api/anonymise.ts';
import type { RecordValues } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { useRegistry } from '#ui/registry.ts';
import { toast } from '#ui/toast.tsx';
import classes from './anonymise-dialog.module.css';

export interface AnonymiseDialogProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly onClose: () => void;
}

export function AnonymiseDialog({ entity, record, onClose }: AnonymiseDialogProps) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const [also, setAlso] = useState({ notes: false, attachments: false });
  const [typed, setTyped] = useState('');
  const params = { entity: entity.key, id: record.id };
  const name = String(record.title ?? '').trim() || label(entity.label, entity.key);
  const preview = useQuery({
    queryKey: ['records', entity.key, 'one', record.id, 'anonymise', record.version],
    queryFn: () => client.call(previewAnonymise, { params }),
    gcTime: 0,
  });
  const deed = useMutation({
    mutationFn: () => client.call(anonymiseRecord, { params, body: { version: record.version, ...also } }),
    onSuccess: () => {
      recordsChanged(queries, entity.key, [record.id]);
      toast(t('record.anonymise.done'));
      onClose();
    },
  });
  const nothing = preview.data?.fields.every((field) => field.deed === 'kept') ?? true;
  return (
    <Modal opened onClose={onClose} size={520} title={t('record.anonymise.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!nothing && typed.trim() === name) deed.mutate();
        }}
      >
        <Stack gap="sm">
          <p className={classes.text}>{t('record.anonymise.text')}</p>
          {preview.isPending && <Skeleton height={120} />}
          {preview.error && <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />}
          {preview.data && <WhatGoes entity={entity} preview={preview.data} />}
          {ALSO.map((what) => {
            const count = preview.data?.[what] ?? 0;
            return count === 0 ? null : (
              <Checkbox
                key={what}
                label={t(`record.anonymise.${what}`, { count })}
                checked={also[what]}
                onChange={(event) => setAlso({ ...also, [what]: event.currentTarget.checked })}
              />
            );
          })}
          <TextInput
            label={t('record.anonymise.confirm', { name })}
            value={typed}
            disabled={nothing}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
          {deed.error && (
            <p role="alert" className={classes.refused}>
              {sentence(deed.error)}
            </p>
          )}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button
              type="submit"
              variant="filled"
              color="bad"
              disabled={nothing || typed.trim() !== name}
              loading={deed.isPending}
            >
              {t('record.anonymise.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

// helpers //////////

const DEEDS = ['cleared', 'replaced', 'kept'] as const;
/** Traces of the values elsewhere, which go. */
const TRACES = ['changes', 'externalIds', 'instances', 'imports'] as const;
/** What goes as a whole where it is asked for. */
const ALSO = ['notes', 'attachments'] as const;

function WhatGoes({ entity, preview }: { readonly entity: Entity; readonly preview: AnonymisePreview }) {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  return (
    <ul className={classes.goes}>
      {DEEDS.map((deed) => {
        const names = preview.fields
          .filter((field) => field.deed === deed)
          .map(({ field }) => label(entity.fields.get(field)?.label, field));
        return names.length === 0 ? null : (
          <li key={deed} data-kept={deed === 'kept'}>
            {t(`record.anonymise.${deed}`)} <b>{names.join(', ')}</b>
          </li>
        );
      })}
      {preview.lines.map(({ entity: line, count }) => {
        const of = registry.entities.get(line);
        return (
          <li key={line}>
            {t('record.anonymise.lines', { what: label(of?.plural ?? of?.label, line), count })}
          </li>
        );
      })}
      {TRACES.map((trace) =>
        preview[trace] === 0 ? null : (
          <li key={trace}>{t(`record.anonymise.${trace}`, { count: preview[trace] })}</li>
        ),
      )}
    </ul>
  );
}
