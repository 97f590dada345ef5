/** An activity done several times: how often, over which list, where the results are gathered, when it is enough. */
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, type Moddle, type Shape, textOf } from '../bpmn-types.ts';
import { extensionOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { expressionOf } from './timer.tsx';

const MULTI = 'bpmn:MultiInstanceLoopCharacteristics';

export const loop = defineGroup({
  key: 'loop',
  applies: (element) => loopOf(element)?.$type === MULTI,
  Body: Loop,
});

function Loop({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const model = element.businessObject;
  const characteristics = loopOf(element)!;
  const found = extensionOf(model, 'potik:Loop');
  const given = Object.fromEntries(
    ['collection', 'item', 'output', 'outputElement'].map((name) => [name, found ? textOf(found, name) : '']),
  );
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Loop', { ...given, ...change });
  const bodyOf = (property: string) => {
    const expression = characteristics.get(property) as Moddle | undefined;
    return expression ? textOf(expression, 'body') : '';
  };
  const setBody = (property: string, text: string) =>
    edit.part(element, characteristics, {
      [property]: text ? expressionOf(edit, characteristics, text) : undefined,
    });
  return (
    <>
      <ForeignNote owner={characteristics} type="potik:Loop" />
      <FeelInput
        label={t('design.loop.collection')}
        names={names}
        value={given.collection ?? ''}
        onChange={(collection) => set({ collection })}
      />
      <TextProp
        label={t('design.loop.item')}
        mono
        value={given.item ?? ''}
        onChange={(item) => set({ item })}
      />
      <FeelInput
        label={t('design.loop.cardinality')}
        names={names}
        value={bodyOf('loopCardinality')}
        onChange={(text) => setBody('loopCardinality', text)}
      />
      <TextProp
        label={t('design.loop.output')}
        mono
        value={given.output ?? ''}
        onChange={(output) => set({ output })}
      />
      <FeelInput
        label={t('design.loop.outputElement')}
        names={names}
        value={given.outputElement ?? ''}
        onChange={(outputElement) => set({ outputElement })}
      />
      <FeelInput
        label={t('design.loop.completion')}
        names={names}
        value={bodyOf('completionCondition')}
        onChange={(text) => setBody('completionCondition', text)}
      />
    </>
  );
}

function loopOf(element: Shape): Moddle | undefined {
  if (!is(element, 'bpmn:Activity')) return undefined;
  return element.businessObject.get('loopCharacteristics') as Moddle | undefined;
}
