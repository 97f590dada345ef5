/** A decision that is no table: its one expression, or where to change it when it is of another kind. */

import { useText } from '#ui/i18n.tsx';
import { useSaid } from '../kit/said.ts';
import { TextProp } from '../kit/text-prop.tsx';
import type { DecisionEditing } from './decision-editing.ts';
import classes from './decision-page.module.css';
import { type DecisionPart, setDecision } from './decision-table.ts';
import { cellMistake } from './trial.ts';

export function DecisionExpression({ xml, edit, part }: DecisionEditing & { readonly part: DecisionPart }) {
  const t = useText();
  const said = useSaid();
  if (part.expression === null) return <p className={classes.nothing}>{t('design.dmn.otherLogic')}</p>;
  const mistake = cellMistake(part.expression, 'output');
  return (
    <TextProp
      label={t('design.dmn.expression')}
      lines={3}
      mono
      value={part.expression}
      error={mistake ? said(mistake) : undefined}
      onChange={(expression) => edit(setDecision(xml, part.id, { expression }), `${part.id} expression`)}
    />
  );
}
