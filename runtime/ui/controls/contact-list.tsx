/** Several phones or e-mails, each with what it is for; the first is the main one. */
import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Json } from '#metadata/value.ts';
import { useText } from '../i18n.tsx';
import { type ControlProps, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export interface ContactListProps {
  readonly control: ControlProps;
  /** The property that holds the number or address. */
  readonly part: 'number' | 'address';
  readonly type: 'tel' | 'email';
}

export function ContactList({ control, part, type }: ContactListProps) {
  const t = useText();
  const { label, description, error, withAsterisk } = inputProps(control);
  const items = (control.value as Record<string, string>[] | null) ?? [];
  const shown = items.length ? items : [{ [part]: '' }];
  const write = (next: readonly Record<string, string>[]) =>
    control.onChange(next.length ? (next as unknown as Json) : null);
  const change = (at: number, key: string, text: string) =>
    write(shown.map((item, i) => (i === at ? { ...item, [key]: text } : item)));
  return (
    <Input.Wrapper
      labelElement="div"
      label={label}
      description={description}
      error={error}
      withAsterisk={withAsterisk}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <fieldset className={classes.contacts} aria-label={control.label}>
        {shown.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
          <div key={i} className={classes.contact}>
            <TextInput
              type={type}
              inputMode={type}
              aria-label={control.label}
              value={item[part] ?? ''}
              error={Boolean(control.problems?.get(`[${i}].${part}`))}
              onChange={(event) => change(i, part, event.currentTarget.value)}
              onBlur={control.onBlur}
            />
            <TextInput
              aria-label={t('ui.control.kind')}
              placeholder={t('ui.control.kind')}
              value={item.kind ?? ''}
              onChange={(event) => change(i, 'kind', event.currentTarget.value)}
            />
            <ActionIcon
              aria-label={t('ui.control.remove')}
              onClick={() => write(items.filter((_, at) => at !== i))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => write([...shown, { [part]: '' }])}
        >
          {t('ui.control.add')}
        </Button>
      </fieldset>
    </Input.Wrapper>
  );
}
