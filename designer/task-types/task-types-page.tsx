/** What stands for the programs that imported diagrams name: a card each with the task type that runs instead and its inputs. */
import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlugConnected, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Definition } from '#metadata/definition.ts';
import type { TaskTypesDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import {
  FOREIGN_KINDS,
  type ForeignKind,
  type ForeignTask,
  foreignOf,
  foreignTasks,
  lineFor,
  lineOf,
  type TaskLine,
} from '../draft/foreign-tasks.ts';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { MoveButtons } from '../kit/move-buttons.tsx';
import { TaskInputs } from '../kit/task-inputs.tsx';
import { TaskTypeSelect } from '../kit/task-type-select.tsx';
import classes from './task-types-page.module.css';

export function TaskTypesPage({ definition }: { readonly definition: Definition }) {
  return (
    <DefinitionFrame definition={definition} tab="editor">
      <Lines definition={definition} />
    </DefinitionFrame>
  );
}

// helpers //////////

function Lines({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const { configuration } = useDraft();
  const [content, edit] = useContent<TaskTypesDefinition>(definition);
  const { map } = content;
  const keep = (next: readonly TaskLine[], about?: string) => edit({ ...content, map: [...next] }, about);
  const replace = (at: number, line: TaskLine, about?: string) =>
    keep(
      map.map((old, i) => (i === at ? line : old)),
      about,
    );
  const move = (at: number, by: number) => {
    const next = [...map];
    const [line] = next.splice(at, 1);
    next.splice(at + by, 0, line!);
    keep(next);
  };
  const add = (program: ForeignTask) => keep([...map, lineFor(program, { task: '' })]);
  const open = foreignTasks(configuration).filter((program) => !lineOf(configuration, program));
  return (
    <div className={classes.page}>
      {open.map((program) => (
        <div key={`${program.kind} ${program.name}`} className={classes.open}>
          <span>{t('design.map.open')}</span>
          <code>{program.name}</code>
          <Button leftSection={<IconPlugConnected size={16} />} onClick={() => add(program)}>
            {t('design.map.verb')}
          </Button>
        </div>
      ))}
      <ol className={classes.lines}>
        {map.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name of a line changes while one types
          <li key={at} className={classes.line}>
            <div className={classes.head}>
              <h2>{t('design.map.line', { number: at + 1 })}</h2>
              <MoveButtons at={at} of={map.length} onMove={(by) => move(at, by)} />
              <ActionIcon
                aria-label={t('design.removeNamed', { name: foreignOf(line).name })}
                disabled={map.length === 1}
                onClick={() => keep(map.filter((_, i) => i !== at))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
            <Line line={line} onChange={(next, about) => replace(at, next, about && `${about} ${at}`)} />
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        leftSection={<IconPlus size={16} />}
        onClick={() => add({ kind: 'java_class', name: '' })}
      >
        {t('design.map.add')}
      </Button>
    </div>
  );
}

function Line({
  line,
  onChange,
}: {
  readonly line: TaskLine;
  readonly onChange: (line: TaskLine, about?: string) => void;
}) {
  const t = useText();
  const program = foreignOf(line);
  return (
    <div className={classes.parts}>
      <div className={classes.part}>
        <SegmentedControl
          fullWidth
          aria-label={t('design.map.kindLabel')}
          data={FOREIGN_KINDS.map((kind) => ({ value: kind, label: t(`design.map.kind.${kind}`) }))}
          value={program.kind}
          onChange={(kind) => onChange(lineFor({ ...program, kind: kind as ForeignKind }, line))}
        />
        <TextInput
          label={t('design.map.name')}
          value={program.name}
          onChange={(event) =>
            onChange(lineFor({ ...program, name: event.currentTarget.value }, line), 'name')
          }
          styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
        />
      </div>
      <div className={classes.part}>
        <TaskTypeSelect
          label={t('design.task.type')}
          value={line.task}
          onChange={(task) => onChange(lineFor(program, { ...line, task }))}
        />
        {line.task && (
          <TaskInputs
            type={line.task}
            inputs={line.inputs ?? {}}
            onChange={(inputs) => onChange(lineFor(program, { ...line, inputs }), 'inputs')}
            names={() => []}
          />
        )}
      </div>
    </div>
  );
}
