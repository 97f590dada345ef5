/**
 * Records below this one as a table one types in: Enter goes to the next line and makes a new one behind the last, sums stand
 * below. Calculated fields follow by the same formulas as on the server.
 */
import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { Cell, isFigure } from '../cell.tsx';
import { useText } from '../i18n.tsx';
import { useLabel } from '../model.ts';
import { usePhone } from '../phone.ts';
import { useEntity } from '../registry.ts';
import { type ControlProps, inputProps, useControls } from './control-kind.ts';
import classes from './controls.module.css';
import { lineColumns, lineTotal, newLine } from './line-columns.ts';

type Line = Readonly<Record<string, Json>>;

export function Lines(props: ControlProps) {
  const t = useText();
  const label = useLabel();
  const phone = usePhone();
  const table = useRef<HTMLTableElement>(null);
  const { field, onChange, readOnly = false } = props;
  const child = useEntity(field.type.holders?.(field)?.entity ?? '');
  const { label: name, description, error, withAsterisk } = inputProps({ ...props, bare: false });
  if (!child) return null;
  const columns = lineColumns(child, field, props.columns ?? null);
  const lines = (props.value as unknown as Line[] | null) ?? [];
  const write = (next: readonly Line[]) => onChange(next.length ? (next as unknown as Json) : null);
  const set = (at: number, key: string, value: Json) =>
    write(lines.map((line, i) => (i === at ? { ...line, [key]: value } : line)));
  const focus = (row: number) =>
    requestAnimationFrame(() =>
      table.current
        ?.querySelector<HTMLElement>(`[data-line="${row}"] input, [data-line="${row}"] textarea`)
        ?.focus(),
    );
  const add = () => {
    write([...lines, newLine(child)]);
    focus(lines.length);
  };
  const press = (event: KeyboardEvent, row: number) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (row === lines.length - 1) add();
    else focus(row + 1);
  };
  const totals = columns.map((column) => lineTotal(column, lines));
  return (
    <Input.Wrapper
      labelElement="div"
      label={name}
      description={description}
      error={error}
      withAsterisk={withAsterisk}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      {lines.length > 0 && (
        <div className={classes.lines}>
          <table className={classes.linesTable} ref={table} data-phone={phone} aria-label={props.label}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col" data-figure={isFigure(column)}>
                    {label(column.label, column.key)}
                  </th>
                ))}
                {!readOnly && (
                  <th className={classes.lineEnd}>
                    <span className="hidden-text">{t('ui.control.remove')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, i) => (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: a new line has no id until it is saved
                  key={i}
                  data-line={i}
                  onKeyDown={(event) => !readOnly && press(event, i)}
                >
                  {columns.map((column) => (
                    <td
                      key={column.key}
                      data-figure={isFigure(column)}
                      data-label={label(column.label, column.key)}
                    >
                      <LineCell
                        column={column}
                        line={line}
                        readOnly={readOnly}
                        problem={props.problems?.get(`[${i}].${column.key}`)}
                        onChange={(value) => set(i, column.key, value)}
                      />
                    </td>
                  ))}
                  {!readOnly && (
                    <td className={classes.lineEnd}>
                      <ActionIcon
                        size={28}
                        aria-label={t('ui.lines.remove', { number: i + 1 })}
                        onClick={() => write(lines.filter((_, at) => at !== i))}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
            {totals.some((total) => total !== null) && (
              <tfoot>
                <tr>
                  {columns.map((column, i) => (
                    <td key={column.key} data-figure={isFigure(column)}>
                      <Cell field={column} value={totals[i]} dense />
                    </td>
                  ))}
                  {!readOnly && <td />}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      <div className={classes.linesFoot}>
        {!readOnly && (
          <Button size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
            {t('ui.lines.add')}
          </Button>
        )}
        {lines.length > 0 && (
          <span className={classes.quiet}>{t('ui.lines.count', { count: lines.length })}</span>
        )}
      </div>
    </Input.Wrapper>
  );
}

// helpers //////////

function LineCell({
  column,
  line,
  readOnly,
  problem,
  onChange,
}: {
  readonly column: Field;
  readonly line: Line;
  readonly readOnly: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: Json) => void;
}) {
  const label = useLabel();
  const { control } = useControls();
  const value = line[column.key] ?? null;
  const { Draw, large } = control(column.type.control);
  if (readOnly || column.kept || column.readOnly || large)
    return (
      <span className={classes.lineValue}>
        <Cell field={column} value={value} dense />
      </span>
    );
  return (
    <>
      <Draw
        field={column}
        label={label(column.label, column.key)}
        required={column.required}
        value={value}
        onChange={onChange}
        error={problem}
        bare
        record={line}
      />
      {problem && <div className={classes.lineError}>{problem}</div>}
    </>
  );
}
