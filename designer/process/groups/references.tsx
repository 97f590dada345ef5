/** The message, signal, error or escalation an event or task names; a name that is not there yet makes one. */
import { Autocomplete } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { eventDefinition } from '../bpmn-kind.ts';
import { is, listOf, type Moddle, type Shape, textOf } from '../bpmn-types.ts';
import { definitionsOf } from '../edit.ts';
import { attributeOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { defineGroup, type Group, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';

interface Reference {
  readonly key: string;
  /** Type of what is referred to, and the property that refers. */
  readonly type: string;
  readonly property: string;
  /** Type of the event definition that refers. */
  readonly definition: string;
  /** What errors and escalations are told apart by. */
  readonly code?: string;
}

const REFERENCES: readonly Reference[] = [
  { key: 'message', type: 'bpmn:Message', property: 'messageRef', definition: 'bpmn:MessageEventDefinition' },
  { key: 'signal', type: 'bpmn:Signal', property: 'signalRef', definition: 'bpmn:SignalEventDefinition' },
  {
    key: 'error',
    type: 'bpmn:Error',
    property: 'errorRef',
    definition: 'bpmn:ErrorEventDefinition',
    code: 'errorCode',
  },
  {
    key: 'escalation',
    type: 'bpmn:Escalation',
    property: 'escalationRef',
    definition: 'bpmn:EscalationEventDefinition',
    code: 'escalationCode',
  },
];

export const references: readonly Group[] = REFERENCES.map((reference) =>
  defineGroup({
    key: reference.key,
    applies: (element) => holderOf(element, reference) !== undefined,
    Body: (props) => <ReferenceBody {...props} reference={reference} />,
  }),
);

function ReferenceBody({ edit, element, reference }: GroupProps & { readonly reference: Reference }) {
  const t = useText();
  const names = useNames(element);
  const holder = holderOf(element, reference)!;
  const referred = holder.get(reference.property) as Moddle | undefined;
  const known = listOf(definitionsOf(element.businessObject), 'rootElements').filter(
    ({ $type }) => $type === reference.type,
  );
  const choose = (name: string) =>
    edit.together(() => {
      const next = name ? edit.rootElement(element, reference.type, name) : undefined;
      edit.part(element, holder, { [reference.property]: next });
      if (next && reference.code && next.get(reference.code) === undefined)
        edit.part(element, next, { [reference.code]: name });
    });
  const catches = is(element, 'bpmn:CatchEvent') || is(element, 'bpmn:ReceiveTask');
  const throws = is(element, 'bpmn:ThrowEvent') || is(element, 'bpmn:SendTask');
  return (
    <>
      <Autocomplete
        key={`${element.id} ${referred?.name ?? ''}`}
        label={t(`design.reference.${reference.key}`)}
        data={[...new Set(known.map(({ name }) => name ?? ''))].filter(Boolean)}
        defaultValue={referred?.name ?? ''}
        onOptionSubmit={choose}
        onBlur={(event) => {
          if (event.currentTarget.value !== (referred?.name ?? '')) choose(event.currentTarget.value.trim());
        }}
      />
      {reference.code && referred && (
        <TextProp
          label={t('design.reference.code')}
          mono
          value={textOf(referred, reference.code)}
          onChange={(code) => edit.part(element, referred, { [reference.code!]: code || undefined })}
        />
      )}
      {reference.key === 'message' && catches && !is(element, 'bpmn:StartEvent') && (
        <FeelInput
          label={t('design.reference.correlation')}
          help={t('design.reference.correlationHelp')}
          names={names}
          value={attributeOf(element.businessObject, 'potik:Correlation', 'key')}
          onChange={(key) => edit.extension(element, 'potik:Correlation', { key })}
        />
      )}
      {reference.key === 'message' && throws && (
        <>
          <FeelInput
            label={t('design.reference.correlation')}
            names={names}
            value={attributeOf(element.businessObject, 'potik:Correlation', 'key')}
            onChange={(key) => edit.extension(element, 'potik:Correlation', { key })}
          />
          <Pairs
            edit={edit}
            element={element}
            type="potik:Payload"
            names={names}
            title={t('design.reference.payload')}
            nameLabel={t('design.name')}
            valueLabel={t('design.mapping.value')}
          />
        </>
      )}
      {reference.code && catches && (
        <TextProp
          label={t('design.reference.codeVariable')}
          mono
          value={attributeOf(holder, 'potik:Catch', 'code')}
          onChange={(code) =>
            edit.extension(
              element,
              'potik:Catch',
              { code, message: attributeOf(holder, 'potik:Catch', 'message') },
              holder,
            )
          }
        />
      )}
    </>
  );
}

/** The event definition, or the task itself for messages. */
function holderOf(element: Shape, { definition, key }: Reference): Moddle | undefined {
  const isTask = is(element, 'bpmn:SendTask') || is(element, 'bpmn:ReceiveTask');
  return key === 'message' && isTask ? element.businessObject : eventDefinition(element, definition);
}
