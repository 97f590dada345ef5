/** What edits a field's value in forms and tables: one file a control here, a line for each in `table.ts`. */
import { type ComponentType, createContext, useContext } from 'react';
import type { Field } from '#metadata/field.ts';
import type { FormValues } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';

export interface ControlProps {
  readonly field: Field;
  readonly label: string;
  readonly help?: string;
  readonly required: boolean;
  /** As it travels: a lookup with its title, money with its currency; null is empty. */
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly error?: string;
  /** Problems below the value, by their path within it: `[2].quantity`. */
  readonly problems?: ReadonlyMap<string, string>;
  /** In a table or in the place of a value: no frame, the label is only read out. */
  readonly bare: boolean;
  readonly autoFocus?: boolean;
  /** The other values of the form, for what may be chosen here. */
  readonly record: FormValues;
  /** For line items: the columns shown. */
  readonly columns?: readonly string[] | null;
  /** Nothing can be changed; only for kinds that draw what is locked themselves. */
  readonly readOnly?: boolean;
  /** The person has left the control. */
  readonly onBlur?: () => void;
}

export interface Control {
  readonly key: string;
  readonly Draw: ComponentType<ControlProps>;
  /** Takes a row of its own in forms. */
  readonly wide?: boolean;
  /** Though wide, read as a value until it is touched; what has no such form (line items) is edited where it stands. */
  readonly folds?: boolean;
  /** One press gives the whole value: in a cell of a list it is kept at once. */
  readonly picks?: boolean;
  /** Draws what can't be changed itself, as its value says too little in a cell. */
  readonly drawsLocked?: boolean;
  /** The value is edited in the full form only, not in a cell of a list. */
  readonly large?: boolean;
}

export function defineControl(control: Control): Control {
  return Object.freeze(control);
}

/** What a control shares with every Mantine input. */
export function inputProps({ label, help, required, error, bare, autoFocus, onBlur }: ControlProps) {
  return {
    label: bare ? undefined : label,
    'aria-label': bare ? label : undefined,
    description: bare ? undefined : help,
    error: bare ? Boolean(error) : error,
    title: bare ? error : undefined,
    withAsterisk: required && !bare,
    'aria-required': required || undefined,
    autoFocus,
    onBlur,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
  };
}

/** Controls that draw others (line items) and make records (lookups) get them from here, so that no file needs the table. */
export interface ControlGround {
  readonly control: (key: string) => Control;
  /** Opens a form for a new record; resolves to it, or to null when the person thought better of it. */
  readonly create: (entity: string, values: FormValues) => Promise<{ id: string; title: string } | null>;
}

export const ControlContext = createContext<ControlGround | null>(null);

export function useControls(): ControlGround {
  const ground = useContext(ControlContext);
  if (!ground) throw new Error('This control needs a form around it');
  return ground;
}
