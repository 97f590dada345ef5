/**
 * The table as a spreadsheet: arrow keys go from cell to cell, typing or Enter writes, Tab goes on to the right, Ctrl+Enter adds a
 * rule, Alt with the arrow keys moves it; ranges of cells are pasted from a spreadsheet as they are.
 */
import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { DefinitionProblem } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { useProblemWords } from '../kit/words.ts';
import { CellInput } from './cell-input.tsx';
import { addColumn } from './column-edits.ts';
import type { DecisionEditing } from './decision-editing.ts';
import type { ColumnKind, DecisionTable } from './decision-table.ts';
import { addRule, moveRule, removeRule, setCells } from './rule-edits.ts';
import classes from './table-grid.module.css';

export interface TableGridProps extends DecisionEditing {
  readonly decision: string;
  readonly table: DecisionTable;
  readonly problems: readonly DefinitionProblem[];
  /** Rows that fired when it was tried. */
  readonly fired: readonly number[];
  readonly column: number | null;
  readonly chooseColumn: (column: number | null) => void;
}

interface Place {
  readonly rule: number;
  readonly column: number;
}

const KINDS: readonly ColumnKind[] = ['input', 'output', 'note'];

export function TableGrid(props: TableGridProps) {
  const { xml, edit, decision, table, problems, fired, column: chosenColumn, chooseColumn } = props;
  const t = useText();
  const words = useProblemWords();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ rule: 0, column: 0 });
  const [typing, setTyping] = useState<string | null>(null);
  // One key may write a cell and add a rule: the second stands on what the first made.
  const latest = useRef(xml);
  latest.current = xml;
  const change = (next: string) => {
    latest.current = next;
    edit(next);
  };
  const { columns, rules } = table;
  const active: Place = {
    rule: Math.min(at.rule, Math.max(0, rules.length - 1)),
    column: Math.min(at.column, columns.length - 1),
  };
  const focus = ({ rule, column }: Place) =>
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>(`[data-at="${rule}.${column}"]`)?.focus(),
    );
  const go = (rule: number, column: number) => {
    const to = {
      rule: Math.max(0, Math.min(rules.length - 1, rule)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    setTyping(null);
    setAt(to);
    focus(to);
  };
  const write = (text: string) => {
    setTyping(null);
    if (rules[active.rule]?.cells[active.column] !== text)
      change(setCells(latest.current, decision, [{ ...active, text }]));
  };
  const insert = (rule: number, copyOf?: number) => {
    change(addRule(latest.current, decision, rule, copyOf));
    const to = { rule, column: copyOf === undefined ? 0 : active.column };
    setTyping(null);
    setAt(to);
    focus(to);
  };
  const move = (rule: number, by: number) => {
    const to = rule + by;
    if (to < 0 || to >= rules.length) return;
    change(moveRule(latest.current, decision, rule, to));
    setAt({ rule: to, column: active.column });
    focus({ rule: to, column: active.column });
  };
  const remove = (rule: number) => {
    change(removeRule(latest.current, decision, rule));
    focus({ rule: Math.max(0, Math.min(rule, rules.length - 2)), column: active.column });
  };

  const press = (event: KeyboardEvent) => {
    const { rule, column } = active;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return insert(rule + 1);
    }
    if (typing !== null || (event.target as HTMLElement).dataset.at === undefined) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      if (event.altKey) move(rule, step[0]);
      else go(rule + step[0], column + step[1]);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      setTyping(rules[rule]?.cells[column] ?? '');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      write(columns[column]?.kind === 'input' ? '-' : '');
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      setTyping(event.key);
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (typing !== null) return;
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    if (lines.length === 1 && lines[0] === '') return;
    event.preventDefault();
    let next = latest.current;
    for (let missing = active.rule + lines.length - rules.length; missing > 0; missing -= 1)
      next = addRule(next, decision, Number.MAX_SAFE_INTEGER);
    const cells = lines.flatMap((line, i) =>
      line
        .split('\t')
        .slice(0, columns.length - active.column)
        .map((text, j) => ({ rule: active.rule + i, column: active.column + j, text: text.trim() })),
    );
    change(setCells(next, decision, cells));
  };
  const copy = (event: ClipboardEvent) => {
    if (typing !== null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', rules[active.rule]?.cells[active.column] ?? '');
  };
  const problemOf = (id: string) =>
    id === '' ? undefined : problems.find(({ elementId }) => elementId === id);
  const spans = KINDS.map((kind) => ({ kind, span: columns.filter((one) => one.kind === kind).length }));
  const notesInRules = columns.at(-1)?.kind === 'note' && columns.at(-1)?.name === '';

  return (
    <div className={classes.scroll}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the focus
        role="grid"
        className={classes.table}
        aria-label={t('design.dmn.table')}
        onKeyDown={press}
        onPaste={paste}
        onCopy={copy}
      >
        <thead>
          <tr>
            <th className={classes.corner} aria-label={t('design.dmn.rule')} />
            {spans.map(({ kind, span }) => (
              <th key={kind} scope="colgroup" colSpan={span} className={classes.kind} data-kind={kind}>
                <span className={classes.kindName}>
                  {t(`design.dmn.${kind}s`)}
                  <ActionIcon
                    size={22}
                    aria-label={t(`design.dmn.add.${kind}`)}
                    title={t(`design.dmn.add.${kind}`)}
                    onClick={() => edit(addColumn(xml, decision, kind, t(`design.dmn.new.${kind}`)))}
                  >
                    <IconPlus size={14} />
                  </ActionIcon>
                </span>
              </th>
            ))}
          </tr>
          <tr>
            <th className={classes.corner} />
            {columns.map((column, i) => {
              const what = column.kind === 'input' ? column.expression : column.name;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no names of their own
                <th key={i} scope="col" data-kind={column.kind} className={classes.head}>
                  <button
                    type="button"
                    className={classes.column}
                    data-element={column.id || undefined}
                    aria-pressed={i === chosenColumn}
                    data-wrong={problemOf(column.id) !== undefined}
                    disabled={column.kind === 'note' && notesInRules}
                    onClick={() => chooseColumn(i === chosenColumn ? null : i)}
                  >
                    <span>
                      {column.kind === 'note' ? column.name || t('design.dmn.note') : column.label || what}
                    </span>
                    {column.kind !== 'note' && <code>{what}</code>}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
            <tr key={row} data-fired={fired.includes(row)}>
              <th scope="row" className={classes.number} data-wrong={problemOf(rule.id) !== undefined}>
                <RuleMenu
                  number={row + 1}
                  id={rule.id}
                  problem={problemOf(rule.id)}
                  words={words}
                  onInsert={() => insert(row)}
                  onInsertBelow={() => insert(row + 1)}
                  onCopy={() => insert(row + 1, row)}
                  onMove={(by) => move(row, by)}
                  onRemove={() => remove(row)}
                />
              </th>
              {rule.cells.map((text, i) => {
                const column = columns[i]!;
                const here = active.rule === row && active.column === i;
                const problem = problemOf(rule.ids[i] ?? '');
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                    key={i}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
                    role="gridcell"
                    className={classes.cell}
                    data-kind={column.kind}
                    data-at={`${row}.${i}`}
                    data-element={rule.ids[i] || undefined}
                    data-wrong={problem !== undefined}
                    title={problem && words(problem)}
                    tabIndex={here ? 0 : -1}
                    onFocus={() => setAt({ rule: row, column: i })}
                    onDoubleClick={() => setTyping(text)}
                  >
                    {here && typing !== null ? (
                      <CellInput
                        kind={column.kind}
                        label={`${row + 1}, ${column.label || column.expression || column.name}`}
                        text={typing}
                        onKeep={write}
                        onLeave={(by) => {
                          if (by === 'down') go(row + 1, i);
                          else if (by === 'right') go(row, i + 1);
                          else if (by === 'left') go(row, i - 1);
                          else {
                            setTyping(null);
                            focus({ rule: row, column: i });
                          }
                        }}
                      />
                    ) : (
                      <Cell kind={column.kind} text={text} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <td className={classes.more} colSpan={columns.length + 1}>
              <button type="button" className={classes.addRule} onClick={() => insert(rules.length)}>
                <IconPlus size={14} aria-hidden /> {t('design.dmn.addRule')} <kbd>Ctrl Enter</kbd>
              </button>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

// helpers //////////

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function Cell({ kind, text }: { readonly kind: ColumnKind; readonly text: string }) {
  const t = useText();
  if (kind === 'input' && (text === '' || text === '-'))
    return <span className={classes.any}>{t('design.dmn.any')}</span>;
  return kind === 'note' ? <span className={classes.note}>{text}</span> : text;
}

function RuleMenu({
  number,
  id,
  problem,
  words,
  onInsert,
  onInsertBelow,
  onCopy,
  onMove,
  onRemove,
}: {
  readonly number: number;
  readonly id: string;
  readonly problem: DefinitionProblem | undefined;
  readonly words: (problem: DefinitionProblem) => string;
  readonly onInsert: () => void;
  readonly onInsertBelow: () => void;
  readonly onCopy: () => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}) {
  const t = useText();
  return (
    <Menu position="right-start" returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.rule}
          data-element={id || undefined}
          title={problem && words(problem)}
          aria-label={t('design.dmn.ruleNumber', { number })}
        >
          {number}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onInsert}>{t('design.dmn.insertAbove')}</Menu.Item>
        <Menu.Item onClick={onInsertBelow}>{t('design.dmn.insertBelow')}</Menu.Item>
        <Menu.Item onClick={onCopy}>{t('design.dmn.copyRule')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => onMove(-1)}>{t('design.moveUp')}</Menu.Item>
        <Menu.Item onClick={() => onMove(1)}>{t('design.moveDown')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="bad" onClick={onRemove}>
          {t('design.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
