/** When a user task is due, how urgent it is, what it is called in the inbox. */
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { is } from '../bpmn-types.ts';
import { attributeOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { CountsIn } from './counts-in.tsx';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';

export const due = defineGroup({
  key: 'due',
  applies: (element) => is(element, 'bpmn:UserTask'),
  Body: Due,
});

export const subject = defineGroup({
  key: 'subject',
  applies: (element) => is(element, 'bpmn:UserTask'),
  shut: (element) => attributeOf(element.businessObject, 'potik:Subject', 'name') === '',
  Body: Subject,
});

function Due({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const model = element.businessObject;
  const [date, followUp] = ['date', 'followUp'].map((name) => attributeOf(model, 'potik:Due', name));
  return (
    <>
      <ForeignNote owner={model} type="potik:Due" />
      <FeelInput
        label={t('design.due.date')}
        help={t('design.due.dateHelp')}
        placeholder={'P3D'}
        names={names}
        value={date ?? ''}
        onChange={(next) => edit.extension(element, 'potik:Due', { date: next, followUp })}
      />
      <FeelInput
        label={t('design.due.followUp')}
        names={names}
        value={followUp ?? ''}
        onChange={(next) => edit.extension(element, 'potik:Due', { date, followUp: next })}
      />
      <CountsIn edit={edit} element={element} />
      <ForeignNote owner={model} type="potik:Priority" />
      <FeelInput
        label={t('design.due.priority')}
        help={t('design.due.priorityHelp')}
        names={names}
        value={attributeOf(model, 'potik:Priority', 'value')}
        onChange={(value) => edit.extension(element, 'potik:Priority', { value })}
      />
    </>
  );
}

function Subject({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const model = element.businessObject;
  const [name, description] = ['name', 'description'].map((attribute) =>
    attributeOf(model, 'potik:Subject', attribute),
  );
  return (
    <>
      <FeelInput
        label={t('design.subject.name')}
        help={t('design.subject.help')}
        names={names}
        value={name ?? ''}
        onChange={(next) => edit.extension(element, 'potik:Subject', { name: next, description })}
      />
      <FeelInput
        label={t('design.subject.description')}
        names={names}
        value={description ?? ''}
        onChange={(next) => edit.extension(element, 'potik:Subject', { name, description: next })}
      />
    </>
  );
}
