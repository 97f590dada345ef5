/** A literal expression: a text of FEEL, or of JUEL in files of Camunda 7 (DMN 1.5 §7.3.1). */
import { defineBoxed } from '../logic.ts';
import { childOf, textOf } from '../namespaces.ts';

export const literal = defineBoxed({
  tag: 'literalExpression',
  compile(element, place) {
    if (childOf(element, 'importedValues')) {
      place.problem(element, 'expression.imported', 'Values imported from another file are not supported.');
    }
    return place.text(element, textOf(element), { language: element.attributes.expressionLanguage }, place);
  },
});
