/**
 * Yes or no, one option, several, free tags, a stage. A colour of the metadata is a dot beside the word, so the word stays
 * readable.
 */
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useText } from '../i18n.tsx';
import { useLabel } from '../model.ts';
import { optionsOf } from '../options.ts';
import { Pill } from '../pill.tsx';
import { StageRing } from '../stage-ring.tsx';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

export function BooleanCell({ value }: CellProps) {
  const t = useText();
  const Mark = value ? IconCheck : IconMinus;
  return (
    <span
      className={value ? classes.yes : classes.quiet}
      role="img"
      aria-label={t(value ? 'ui.cell.yes' : 'ui.cell.no')}
    >
      <Mark size={16} aria-hidden />
    </span>
  );
}

export function ChoiceCell({ field, value }: CellProps) {
  const label = useLabel();
  const option = optionsOf(field).find(({ key }) => key === value);
  return (
    <span className={classes.option}>
      {option?.colour && (
        <span className={classes.dot} style={{ background: option.colour }} aria-hidden="true" />
      )}
      <span className={classes.line}>{label(option?.label, String(value))}</span>
    </span>
  );
}

export function MultiChoiceCell(props: CellProps) {
  return (
    <span className={classes.pills}>
      {(props.value as string[]).map((key) => (
        <Pill key={key} small>
          <ChoiceCell {...props} value={key} />
        </Pill>
      ))}
    </span>
  );
}

export function TagsCell({ value }: CellProps) {
  return (
    <span className={classes.pills}>
      {(value as string[]).map((tag) => (
        <Pill key={tag} small>
          {tag}
        </Pill>
      ))}
    </span>
  );
}

export function StageCell({ field, value }: CellProps) {
  const label = useLabel();
  const pipeline = field.type.stages?.(field);
  const stage = pipeline?.stages.find(({ key }) => key === value);
  return (
    <span className={classes.option}>
      {pipeline && <StageRing pipeline={pipeline} stage={String(value)} />}
      <span className={classes.line}>{label(stage?.label, String(value))}</span>
    </span>
  );
}
