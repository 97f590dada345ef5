/** When a timer event fires: at a date, after a duration, again and again. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { eventDefinition } from '../bpmn-kind.ts';
import { type Moddle, textOf } from '../bpmn-types.ts';
import { useNames } from '../use-names.ts';
import { CountsIn } from './counts-in.tsx';
import { defineGroup, type GroupProps } from './group.ts';

const TIMER = 'bpmn:TimerEventDefinition';

export const timer = defineGroup({
  key: 'timer',
  applies: (element) => eventDefinition(element, TIMER) !== undefined,
  Body: Timer,
});

const FORMS = ['timeDuration', 'timeDate', 'timeCycle'] as const;
const EXAMPLES = { timeDuration: 'P2D', timeDate: '2026-12-31T09:00:00Z', timeCycle: 'R3/PT1H' };

function Timer({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const definition = eventDefinition(element, TIMER)!;
  const used = FORMS.find((form) => definition.get(form) !== undefined);
  const [form, setForm] = useState<(typeof FORMS)[number]>(used ?? 'timeDuration');
  const expression = definition.get(form) as Moddle | undefined;
  const set = (text: string) =>
    edit.part(element, definition, {
      timeDuration: undefined,
      timeDate: undefined,
      timeCycle: undefined,
      [form]: text ? expressionOf(edit, definition, text) : undefined,
    });
  return (
    <>
      <SegmentedControl
        fullWidth
        value={form}
        aria-label={t('design.group.timer')}
        onChange={(next) => setForm(next as typeof form)}
        data={FORMS.map((value) => ({ value, label: t(`design.timer.${value}`) }))}
      />
      <FeelInput
        key={form}
        label={t(`design.timer.${form}`)}
        help={t(`design.timer.${form}Help`)}
        placeholder={EXAMPLES[form]}
        names={names}
        value={expression ? textOf(expression, 'body') : ''}
        onChange={set}
      />
      {form !== 'timeDate' && <CountsIn edit={edit} element={element} />}
    </>
  );
}

export function expressionOf(edit: GroupProps['edit'], owner: Moddle, body: string): Moddle {
  const expression = edit.create('bpmn:FormalExpression', { body });
  expression.$parent = owner;
  return expression;
}
