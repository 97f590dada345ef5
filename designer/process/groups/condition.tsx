/** When a flow is taken out of a gateway or task, or it is the one taken when no other is; conditions of conditional events. */
import { Button, Switch } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { eventDefinition } from '../bpmn-kind.ts';
import { is, listOf, type Moddle, type Shape, textOf } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';
import { expressionOf } from './timer.tsx';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway', 'bpmn:Activity'];

export const condition = defineGroup({
  key: 'condition',
  applies: (element) =>
    is(element, 'bpmn:SequenceFlow') && CHOOSING.some((type) => element.source && is(element.source, type)),
  Body: Condition,
});

const CONDITIONAL = 'bpmn:ConditionalEventDefinition';

export const conditionalEvent = defineGroup({
  key: 'conditionalEvent',
  applies: (element) => eventDefinition(element, CONDITIONAL) !== undefined,
  Body: ConditionalEvent,
});

function Condition({ edit, element, modeler }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const flow = element.businessObject;
  const source = element.source!;
  const isDefault = source.businessObject.get('default') === flow;
  const expression = flow.get('conditionExpression') as Moddle | undefined;
  const language = expression ? textOf(expression, 'language') : '';
  const setCondition = (text: string) =>
    edit.properties(element, {
      conditionExpression: text ? expressionOf(edit, flow, text) : undefined,
    });
  const setDefault = (yes: boolean) =>
    edit.together(() => {
      if (yes && expression) edit.properties(element, { conditionExpression: undefined });
      edit.properties(source, { default: yes ? flow : undefined });
    });
  const offered = outcomesBefore(source, (id) => modeler.services.elementRegistry.get(id));
  return (
    <>
      <Switch
        label={t('design.condition.default')}
        description={t('design.condition.defaultHelp')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
      {!isDefault && (
        <FeelInput
          label={t('design.condition.when')}
          help={language && language.toLowerCase() !== 'feel' ? language : undefined}
          placeholder={'deal.amount > 1000'}
          always={!expression || /^\s*(=|$)/.test(textOf(expression, 'body'))}
          names={names}
          value={expression ? textOf(expression, 'body') : ''}
          onChange={setCondition}
        />
      )}
      {!isDefault && offered.length > 0 && (
        <div className={classes.chips}>
          {offered.map(({ key, label, variable }) => (
            <Button key={key} size="xs" onClick={() => setCondition(`= ${variable} = "${key}"`)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function ConditionalEvent({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const definition = eventDefinition(element, CONDITIONAL)!;
  const expression = definition.get('condition') as Moddle | undefined;
  return (
    <FeelInput
      label={t('design.condition.when')}
      always
      names={names}
      value={expression ? textOf(expression, 'body') : ''}
      onChange={(text) =>
        edit.part(element, definition, {
          condition: text ? expressionOf(edit, definition, text) : undefined,
        })
      }
    />
  );
}

// helpers //////////

interface Offered {
  readonly key: string;
  readonly label: string;
  readonly variable: string;
}

/** The buttons of the user tasks right before: what a gateway behind them usually asks. */
function outcomesBefore(source: Shape, find: (id: string) => Shape | undefined): readonly Offered[] {
  const before = is(source, 'bpmn:UserTask')
    ? [source.businessObject]
    : listOf(source.businessObject, 'incoming').flatMap((flow) => {
        const node = flow.get('sourceRef') as Moddle | undefined;
        return node?.$instanceOf('bpmn:UserTask') && find(String(node.id)) ? [node] : [];
      });
  return before.flatMap((task) =>
    extensionsOf(task, 'potik:Outcome').map((outcome) => ({
      key: textOf(outcome, 'key'),
      label: textOf(outcome, 'label') || textOf(outcome, 'key'),
      variable: textOf(outcome, 'variable') || 'outcome',
    })),
  );
}
