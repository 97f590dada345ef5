/**
 * Forms of records, tasks and processes: drawn from a layout (#metadata/form.ts) with a control for each field. `boxed`: labels
 * above inputs, for filling in; `inline`: values one reads, each of which becomes a control when it is touched.
 */
import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { FormSection, Item } from '#metadata/form.ts';
import { type Control, ControlContext, type ControlGround } from './controls/control-kind.ts';
import { CONTROLS } from './controls/table.ts';
import { BoxedItem } from './form/boxed-item.tsx';
import classes from './form/form.module.css';
import { InlineItem } from './form/inline-item.tsx';
import { QuickCreate, type QuickCreateQuestion } from './form/quick-create.tsx';
import type { FormHandle } from './form/use-form.ts';
import { useLabel } from './model.ts';

export { changedByBoth, sameSent, sentValue } from './form/form-values.ts';
export { useRequiredLayout } from './form/required-layout.ts';
export { type FormHandle, useForm } from './form/use-form.ts';
export { useRecordLayout } from './form/use-record-layout.ts';

export interface FormProps {
  readonly form: FormHandle;
  readonly look: 'boxed' | 'inline';
  /** Nothing can be changed. */
  readonly readOnly?: boolean;
  /** Where the first field shall have the focus. */
  readonly autoFocus?: boolean;
}

export function Form({ form, look, readOnly = false, autoFocus = false }: FormProps) {
  const first = form.layout.items.find((item) => {
    const state = form.state.items.get(item);
    return state?.shown && !state.readOnly;
  });
  return (
    <ControlsProvider>
      <div className={look === 'boxed' ? classes.boxed : classes.inline}>
        {form.layout.sections.map((section) =>
          form.state.sections.get(section) ? (
            <Section key={keyOfRow(section.rows.flat())} section={section} look={look}>
              <Rows
                section={section}
                form={form}
                look={look}
                readOnly={readOnly}
                focused={autoFocus ? first : undefined}
              />
            </Section>
          ) : null,
        )}
      </div>
    </ControlsProvider>
  );
}

export function controlOf(key: string): Control {
  return CONTROLS.get(key) ?? (CONTROLS.get('text') as Control);
}

/** What controls need around them, where they stand outside a form: cells edited in a list, filters. */
export function ControlsProvider({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<QuickCreateQuestion | null>(null);
  const ground = useMemo<ControlGround>(
    () => ({
      control: controlOf,
      create: (entity, values) =>
        new Promise((resolve) => {
          setQuestion({
            entity,
            values,
            answer(record) {
              setQuestion(null);
              resolve(record);
            },
          });
        }),
    }),
    [],
  );
  return (
    <ControlContext value={ground}>
      {children}
      {question && (
        <QuickCreate question={question} draw={(form) => <Form form={form} look="boxed" autoFocus />} />
      )}
    </ControlContext>
  );
}

// helpers //////////

function Section({
  section,
  look,
  children,
}: {
  readonly section: FormSection;
  readonly look: FormProps['look'];
  readonly children: ReactNode;
}) {
  const label = useLabel();
  const [open, setOpen] = useState(!section.collapsed);
  const title = section.label === undefined ? null : label(section.label, '');
  return (
    <section className={classes.section} data-look={look} aria-label={title ?? undefined}>
      {title !== null &&
        (section.collapsed ? (
          <UnstyledButton className={classes.title} aria-expanded={open} onClick={() => setOpen(!open)}>
            {title}
            <IconChevronDown size={14} className={classes.chevron} data-closed={!open} aria-hidden />
          </UnstyledButton>
        ) : (
          <h3 className={classes.title}>{title}</h3>
        ))}
      <Collapse expanded={open}>{children}</Collapse>
    </section>
  );
}

function Rows({
  section,
  form,
  look,
  readOnly,
  focused,
}: {
  readonly section: FormSection;
  readonly form: FormHandle;
  readonly look: FormProps['look'];
  readonly readOnly: boolean;
  readonly focused?: Item;
}) {
  return (
    <div className={classes.rows}>
      {section.rows.map((row) => {
        const shown = row.filter((item) => item.kind === 'text' || form.state.items.get(item)?.shown);
        if (shown.length === 0) return null;
        const wide = shown.length === 1 && isWide(shown[0] as Item, look);
        return (
          <div
            key={keyOfRow(row)}
            className={classes.row}
            data-count={wide ? 1 : Math.max(2, shown.length)}
            data-wide={wide}
          >
            {shown.map((item, at) => (
              <ItemOf
                key={item.kind === 'field' ? item.path : `text${at}`}
                item={item}
                form={form}
                look={look}
                readOnly={readOnly}
                focused={item === focused}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

/** A form names each field once, so that its rows can be told apart by what they hold. */
function keyOfRow(row: readonly Item[]): string {
  return row.map((item) => (item.kind === 'field' ? item.path : JSON.stringify(item.text))).join(' ');
}

/** A single field has the whole width where it needs it; else it keeps the width of its neighbours. */
function isWide(item: Item, look: FormProps['look']): boolean {
  return item.kind === 'text' || look === 'boxed' || controlOf(item.control).wide === true;
}

function ItemOf({
  item,
  form,
  look,
  readOnly,
  focused,
}: {
  readonly item: Item;
  readonly form: FormHandle;
  readonly look: FormProps['look'];
  readonly readOnly: boolean;
  readonly focused: boolean;
}) {
  const label = useLabel();
  if (item.kind === 'text') return <p className={classes.text}>{label(item.text, '')}</p>;
  const Drawn = look === 'boxed' ? BoxedItem : InlineItem;
  return (
    <Drawn item={item} form={form} control={controlOf(item.control)} readOnly={readOnly} focused={focused} />
  );
}
