/** Choosing a task type by its name or by what it does; one that this server does not have can be kept as it is written. */
import { Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useTaskTypes, useTaskTypeTexts } from '../draft/task-types.ts';
import classes from './task-type-select.module.css';

export interface TaskTypeSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (type: string) => void;
  readonly autoFocus?: boolean;
}

export function TaskTypeSelect({ label, value, onChange, autoFocus }: TaskTypeSelectProps) {
  const t = useText();
  const types = useTaskTypes();
  const texts = useTaskTypeTexts();
  const summaryOf = (name: string) => {
    const type = types.get(name);
    return type ? texts.summary(type) : '';
  };
  const names = [...types.keys()].sort();
  const unknown = value !== '' && types.size > 0 && !types.has(value);
  return (
    <Select
      label={label}
      placeholder={t('design.task.choose')}
      description={summaryOf(value) || undefined}
      error={unknown && t('design.task.unknown')}
      data={value !== '' && !types.has(value) ? [value, ...names] : names}
      filter={({ options, search }) =>
        options.filter(
          (option) =>
            'value' in option &&
            `${option.value} ${summaryOf(option.value)}`.toLowerCase().includes(search.toLowerCase()),
        )
      }
      renderOption={({ option }) => (
        <span className={classes.option}>
          <code>{option.value}</code>
          <small>{summaryOf(option.value)}</small>
        </span>
      )}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
      data-autofocus={autoFocus || undefined}
      searchable
      clearable
      nothingFoundMessage={t('ui.choice.nothing')}
    />
  );
}
