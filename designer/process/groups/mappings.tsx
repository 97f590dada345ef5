/** Variables an activity sees as its own, and what of them goes on. */
import { useText } from '#ui/i18n.tsx';
import { is, type Shape } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { defineGroup, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';

/** Tasks whose own group shows the inputs. */
const WITH_INPUTS = ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'];
const showsInputs = (element: Shape) => !WITH_INPUTS.some((type) => is(element, type));

export const mappings = defineGroup({
  key: 'mappings',
  applies: (element) => is(element, 'bpmn:Activity') && !is(element, 'bpmn:CallActivity'),
  shut: (element) =>
    (showsInputs(element) ? extensionsOf(element.businessObject, 'potik:Input').length : 0) +
      extensionsOf(element.businessObject, 'potik:Output').length ===
    0,
  Body: Mappings,
});

function Mappings({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const common = {
    edit,
    element,
    names,
    nameLabel: t('design.name'),
    valueLabel: t('design.mapping.value'),
  };
  return (
    <>
      {showsInputs(element) && <Pairs {...common} type="potik:Input" title={t('design.mapping.inputs')} />}
      <Pairs {...common} type="potik:Output" title={t('design.mapping.outputs')} />
    </>
  );
}
