/**
 * Moving a record to another stage: what the stage requires and is missing is asked in place, then both are saved together.
 * Used by the record page, the board and the list.
 */
import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { Problem } from '#api/client.ts';
import { type RecordValues, updateRecord } from '#api/records.ts';
import type { Field, StageFacts } from '#metadata/field.ts';
import type { FormValues } from '#metadata/form.ts';
import { pipelineOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from './api.tsx';
import { Form, type FormHandle, useForm, useRequiredLayout } from './form.tsx';
import { useText } from './i18n.tsx';
import { recordsChanged } from './live-data.tsx';
import { useLabel } from './model.ts';
import { useProblemText } from './problem.tsx';
import classes from './stage-move.module.css';
import { openRequirements } from './stage-requirements.ts';
import { toast } from './toast.tsx';
import { useAsking } from './use-asking.tsx';

export interface StageMove {
  /** Resolves to the record as it is then, or null when the person thought better of it. */
  move(record: RecordValues, stage: string): Promise<RecordValues | null>;
  readonly busy: boolean;
  /** The dialog; drawn by who moves. */
  readonly element: ReactNode;
}

interface Question {
  readonly record: RecordValues;
  readonly stage: StageFacts;
  readonly fields: readonly string[];
  readonly checklist: readonly string[];
  readonly answer: (record: RecordValues | null) => void;
}

export function useStageMove(entity: Entity, field: Field | undefined): StageMove {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const asking = useAsking();
  const [question, setQuestion] = useState<Question | null>(null);
  const save = useMutation({
    mutationFn: ({ record, values }: { record: RecordValues; values: Record<string, unknown> }) =>
      asking((ask) =>
        client.call(updateRecord, {
          params: { entity: entity.key, id: record.id },
          body: { version: record.version, values, ask },
        }),
      ),
    onSuccess: (record) => {
      if (!record) return;
      queries.setQueryData(['records', entity.key, 'one', record.id], record);
      recordsChanged(queries, entity.key, [record.id]);
    },
  });
  const { mutateAsync } = save;
  const move = useCallback<StageMove['move']>(
    async (record, key) => {
      const pipeline = field && pipelineOf(entity, field, record);
      const stage = pipeline?.stages.find((candidate) => candidate.key === key);
      if (!field || !stage) return null;
      const ask = (fields: readonly string[], checklist: readonly string[]) =>
        new Promise<RecordValues | null>((resolve) => {
          setQuestion({
            record,
            stage,
            fields,
            checklist,
            answer(moved) {
              setQuestion(null);
              resolve(moved);
            },
          });
        });
      const open = openRequirements(stage, field, record);
      if (open.fields.length > 0 || open.checklist.length > 0) return ask(open.fields, open.checklist);
      const from = record[field.key];
      try {
        const moved = await mutateAsync({ record, values: { [field.key]: key } });
        if (!moved) return null;
        toast(t('ui.stage.moved', { stage: label(stage.label, stage.key) }), {
          action: {
            label: t('ui.action.undo'),
            run: () =>
              void mutateAsync({ record: moved, values: { [field.key]: from } }).catch((error) =>
                toast(sentence(error)),
              ),
          },
        });
        return moved;
      } catch (error) {
        // The server knows requirements that are not plain from here; it names the fields.
        const missing = error instanceof Problem ? error.errors.map(({ path }) => path) : [];
        const known = missing.filter((path) => entity.fields.has(path) && path !== field.key);
        if (known.length > 0) return ask(known, []);
        toast(sentence(error));
        return null;
      }
    },
    [entity, field, mutateAsync, label, sentence, t],
  );
  return {
    move,
    busy: save.isPending,
    element: question && field && (
      <Modal
        opened
        onClose={() => question.answer(null)}
        title={t('ui.stage.needs', { stage: label(question.stage.label, question.stage.key) })}
      >
        <Requirements
          key={question.record.id}
          entity={entity}
          field={field}
          question={question}
          save={(values) => mutateAsync({ record: question.record, values })}
        />
      </Modal>
    ),
  };
}

// helpers //////////

function Requirements({
  entity,
  field,
  question,
  save,
}: {
  readonly entity: Entity;
  readonly field: Field;
  readonly question: Question;
  readonly save: (values: Record<string, unknown>) => Promise<RecordValues | null>;
}) {
  const t = useText();
  const label = useLabel();
  const sentence = useProblemText();
  const layout = useRequiredLayout(entity, question.fields);
  const form = useForm({ layout, original: question.record as unknown as FormValues });
  const checksKey = `${field.key}_checks`;
  const [ticked, setTicked] = useState<readonly string[]>(
    (question.record[checksKey] as string[] | null) ?? [],
  );
  const send = useMutation({
    mutationFn: () =>
      save({
        [field.key]: question.stage.key,
        ...form.changes(),
        ...(question.checklist.length > 0 && { [checksKey]: ticked }),
      }),
    // Who thinks better of it at a warning stands before the questions again.
    onSuccess: (moved) => moved && question.answer(moved),
    onError: (error) => {
      if (!form.refuse(error)) toast(sentence(error));
    },
  });
  const complete = question.checklist.every((key) => ticked.includes(key));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (checked(form) && complete) send.mutate();
      }}
    >
      {question.checklist.length > 0 && (
        <Checkbox.Group value={[...ticked]} onChange={setTicked} className={classes.checklist}>
          {question.checklist.map((key) => (
            <Checkbox key={key} value={key} label={label(question.stage.checklist[key], key)} />
          ))}
        </Checkbox.Group>
      )}
      <Form form={form} look="boxed" autoFocus />
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button variant="subtle" color="gray" onClick={() => question.answer(null)}>
          {t('ui.action.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={send.isPending} disabled={!complete}>
          {t('ui.stage.move')}
        </Button>
      </Group>
    </form>
  );
}

function checked(form: FormHandle): boolean {
  return form.layout.items.length === 0 || form.check();
}
