/** Asks which task type runs instead of a program that is not there, with its inputs; kept in the table of imported tasks. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useMake } from '../draft/draft.tsx';
import { type ForeignTask, lineFor, mapTask, type TaskLine } from '../draft/foreign-tasks.ts';
import { useTaskTypes } from '../draft/task-types.ts';
import type { NamesBehind } from '../kit/feel-input.tsx';
import { TaskInputs } from '../kit/task-inputs.tsx';
import { TaskTypeSelect } from '../kit/task-type-select.tsx';

export interface MapTaskProps {
  readonly program: ForeignTask;
  /** What holds now. */
  readonly line: TaskLine | undefined;
  readonly solution: string;
  readonly names: NamesBehind;
  readonly onClose: () => void;
}

export function MapTask({ program, line, solution, names, onClose }: MapTaskProps) {
  const t = useText();
  const make = useMake();
  const { configuration } = useDraft();
  const types = useTaskTypes();
  const [task, setTask] = useState(line?.task ?? '');
  const [inputs, setInputs] = useState<Readonly<Record<string, unknown>>>(line?.inputs ?? {});
  const missing = (types.get(task)?.inputs ?? []).filter(
    ({ name, required }) => required && inputs[name] === undefined,
  );
  const keep = () => {
    if (make([mapTask(configuration, solution, lineFor(program, { task, inputs }))])) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('design.map.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('design.map.help')}
        </Text>
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {program.name}
        </Text>
        <TaskTypeSelect label={t('design.task.type')} value={task} onChange={setTask} autoFocus />
        {task && <TaskInputs type={task} inputs={inputs} onChange={setInputs} names={names} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
          <Button variant="filled" disabled={!task || missing.length > 0} onClick={keep}>
            {t('design.map.verb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
