/** A new record in a dialog, from within another form: the entity's own form, begun with what was typed. */

import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRecord } from '#api/records.ts';
import type { FormValues } from '#metadata/form.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '../api.tsx';
import { useText } from '../i18n.tsx';
import { useLabel } from '../model.ts';
import { useProblemText } from '../problem.tsx';
import { useEntity } from '../registry.ts';
import { toast } from '../toast.tsx';
import { useAsking } from '../use-asking.tsx';
import { type FormHandle, useForm } from './use-form.ts';
import { useRecordLayout } from './use-record-layout.ts';

export interface QuickCreateQuestion {
  readonly entity: string;
  readonly values: FormValues;
  readonly answer: (record: { id: string; title: string } | null) => void;
}

export interface QuickCreateProps {
  readonly question: QuickCreateQuestion;
  readonly draw: (form: FormHandle) => ReactNode;
}

export function QuickCreate({ question, draw }: QuickCreateProps) {
  const t = useText();
  const label = useLabel();
  const entity = useEntity(question.entity);
  if (!entity) return null;
  return (
    <Modal
      opened
      size="lg"
      onClose={() => question.answer(null)}
      title={t('ui.record.new', { what: label(entity.label, entity.key) })}
    >
      <NewRecord entity={entity} question={question} draw={draw} />
    </Modal>
  );
}

// helpers //////////

function NewRecord({ entity, question, draw }: QuickCreateProps & { readonly entity: Entity }) {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const asking = useAsking();
  const layout = useRecordLayout(entity);
  const form = useForm({ layout, original: {}, begin: question.values, fresh: true });
  const save = useMutation({
    mutationFn: () =>
      asking((ask) =>
        client.call(createRecord, { params: { entity: entity.key }, body: { values: form.changes(), ask } }),
      ),
    onSuccess: (record) => record && question.answer({ id: record.id, title: String(record.title ?? '') }),
    onError: (error) => {
      if (!form.refuse(error)) toast(sentence(error));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (form.check()) save.mutate();
      }}
    >
      {draw(form)}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="subtle" color="gray" onClick={() => question.answer(null)}>
          {t('ui.action.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('ui.record.create')}
        </Button>
      </Group>
    </form>
  );
}
