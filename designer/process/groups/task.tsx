/** What a service or send task does: a task type of the platform with its inputs. Records are made and changed this way too. */
import { useText } from '#ui/i18n.tsx';
import { useTaskTypes } from '../../draft/task-types.ts';
import { TaskInputs } from '../../kit/task-inputs.tsx';
import { TaskTypeSelect } from '../../kit/task-type-select.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, type Shape, textOf } from '../bpmn-types.ts';
import { extensionOf, extensionsOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { ForeignTaskNote } from './foreign-task-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';
import { RecordInputs } from './record-inputs.tsx';

const does = (element: Shape) => is(element, 'bpmn:ServiceTask') || is(element, 'bpmn:SendTask');

export const task = defineGroup({ key: 'task', applies: does, Body: Task });

/** Those whose inputs have a form of their own. */
const ON_RECORD = ['record.create', 'record.update', 'record.delete'];

function Task({ edit, element, solution }: GroupProps) {
  const t = useText();
  const model = element.businessObject;
  const names = useNames(element);
  const types = useTaskTypes();
  const found = extensionOf(model, 'potik:Task');
  const [type, result, retries, pause] = ['type', 'result', 'retries', 'pause'].map((name) =>
    found ? textOf(found, name) : '',
  ) as [string, string, string, string];
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Task', { type, result, retries, pause, ...change });
  const onRecord = ON_RECORD.includes(type);
  const known = types.get(type);
  const inputs = Object.fromEntries(
    extensionsOf(model, 'potik:Input').map((input) => [textOf(input, 'name'), textOf(input, 'value')]),
  );
  const setInputs = (next: Readonly<Record<string, unknown>>) =>
    edit.extensions(
      element,
      'potik:Input',
      Object.entries(next).map(([name, value]) => edit.create('potik:Input', { name, value })),
    );
  return (
    <>
      <ForeignNote owner={model} type="potik:Task" />
      <ForeignTaskNote element={element} solution={solution} names={names} />
      <TaskTypeSelect label={t('design.task.type')} value={type} onChange={(next) => set({ type: next })} />
      {onRecord && <RecordInputs edit={edit} element={element} type={type} />}
      {known && !onRecord && <TaskInputs type={type} inputs={inputs} onChange={setInputs} names={names} />}
      {type && !known && !onRecord && (
        <Pairs
          edit={edit}
          element={element}
          type="potik:Input"
          names={names}
          title={t('design.task.inputs')}
          nameLabel={t('design.name')}
          valueLabel={t('design.mapping.value')}
        />
      )}
      {type && (
        <TextProp
          label={t('design.task.result')}
          help={t('design.task.resultHelp')}
          mono
          value={result}
          onChange={(next) => set({ result: next })}
        />
      )}
      {type && !known?.inline && !onRecord && (
        <>
          <TextProp
            label={t('design.task.retries')}
            placeholder="3"
            mono
            value={retries}
            onChange={(next) => set({ retries: next })}
          />
          <TextProp
            label={t('design.task.pause')}
            placeholder={'PT10S PT1M'}
            mono
            value={pause}
            onChange={(next) => set({ pause: next })}
          />
        </>
      )}
    </>
  );
}
