/**
 * The inputs of a task type, a line each: literal text, or an expression after "=". Inputs the type does not know are kept and can
 * be taken away.
 */
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { useTaskTypes, useTaskTypeTexts } from '../draft/task-types.ts';
import { FeelInput, type NamesBehind } from './feel-input.tsx';
import classes from './task-inputs.module.css';

export interface TaskInputsProps {
  readonly type: string;
  /** By name; values that are no text are written as JSON. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly onChange: (inputs: Readonly<Record<string, unknown>>) => void;
  readonly names: NamesBehind;
}

export function TaskInputs({ type, inputs, onChange, names }: TaskInputsProps) {
  const t = useText();
  const known = useTaskTypes().get(type);
  const texts = useTaskTypeTexts();
  const foreign = Object.keys(inputs).filter((name) => !known?.inputs.some((input) => input.name === name));
  const set = (name: string, value: string) => {
    const { [name]: _, ...others } = inputs;
    onChange(value === '' ? others : { ...inputs, [name]: value });
  };
  return (
    <div className={classes.inputs}>
      {known?.inputs.map(({ name, required }) => (
        <FeelInput
          key={name}
          label={`${texts.input(known, name)}${required ? ' *' : ''}`}
          help={texts.inputHelp(known, name)}
          names={names}
          value={textOf(inputs[name])}
          onChange={(value) => set(name, value)}
        />
      ))}
      {foreign.map((name) => (
        <div key={name} className={classes.foreign}>
          <FeelInput
            label={name}
            names={names}
            value={textOf(inputs[name])}
            onChange={(value) => set(name, value)}
          />
          <ActionIcon aria-label={t('design.removeNamed', { name })} onClick={() => set(name, '')}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}

// helpers //////////

function textOf(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
