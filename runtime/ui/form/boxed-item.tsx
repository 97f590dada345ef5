/** A field with its label above: the control, or the value in a grey box where it can't be changed. */
import { Input } from '@mantine/core';
import { Cell, isEmpty } from '../cell.tsx';
import { useText } from '../i18n.tsx';
import classes from './form.module.css';
import { type ItemProps, isLocked, useControlProps } from './item-props.ts';

export function BoxedItem(props: ItemProps) {
  const t = useText();
  const control = useControlProps(props);
  const { Draw, drawsLocked } = props.control;
  if (isLocked(props) && drawsLocked && !isEmpty(control.value)) return <Draw {...control} readOnly />;
  if (!isLocked(props)) return <Draw {...control} autoFocus={props.focused} />;
  return (
    <Input.Wrapper
      labelElement="div"
      label={control.label}
      description={control.help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={classes.locked} data-tall={props.control.wide}>
        {isEmpty(control.value) ? (
          <span className={classes.none}>
            {t(control.field.kept && !props.form.values.id ? 'ui.control.givenWhenSaved' : 'ui.form.none')}
          </span>
        ) : (
          <Cell field={control.field} value={control.value} />
        )}
      </div>
    </Input.Wrapper>
  );
}
