/** An amount with its currency; the currency is chosen only where there are several. */
import { NativeSelect } from '@mantine/core';
import { useFormat, useText } from '../i18n.tsx';
import { type ControlProps, defineControl } from './control-kind.ts';
import classes from './controls.module.css';
import { NumberBox } from './number-box.tsx';

interface Settings {
  readonly currency: string;
  readonly currencies: readonly string[];
  readonly scale: number;
}

export const money = defineControl({ key: 'money', Draw: Money });

// helpers //////////

function Money(props: ControlProps) {
  const t = useText();
  const format = useFormat();
  const settings = props.field.settings as Settings;
  const { amount = null, currency = settings.currency } =
    (props.value as { amount?: string | null; currency?: string } | null) ?? {};
  const change = (next: string | null, code: string) =>
    props.onChange(next === null ? null : { amount: next, currency: code });
  const several = settings.currencies.length > 1;
  return (
    <NumberBox
      control={props}
      scale={settings.scale}
      number={amount}
      onNumber={(next) => change(next, currency)}
      leftSection={
        several ? undefined : (
          <span className={classes.symbol} aria-hidden="true">
            {format.currencySymbol(currency)}
          </span>
        )
      }
      rightSectionWidth={several ? 74 : undefined}
      rightSection={
        several ? (
          <NativeSelect
            variant="unstyled"
            size="xs"
            rightSectionWidth={22}
            classNames={{ root: classes.currencyBox, input: classes.currency }}
            aria-label={t('ui.control.currency')}
            data={[...settings.currencies]}
            value={currency}
            onChange={(event) => change(amount, event.currentTarget.value)}
          />
        ) : undefined
      }
    />
  );
}
