/**
 * A decision table of a DMN file as the editor shows and changes it. Every change takes the text of the file and gives another
 * one; columns are counted over inputs, outputs and notes together, from 0.
 */
import {
  append,
  childOf,
  childrenOf,
  freeId,
  openDmn,
  place,
  setAttribute,
  setText,
  take,
  textOf,
  writeDmn,
} from './dmn-document.ts';

export const HIT_POLICIES = [
  'UNIQUE',
  'FIRST',
  'ANY',
  'PRIORITY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];
export const AGGREGATIONS = ['', 'SUM', 'COUNT', 'MIN', 'MAX'] as const;

export type ColumnKind = 'input' | 'output' | 'note';

export interface Column {
  readonly kind: ColumnKind;
  readonly label: string;
  /** Of an input: what it reads. */
  readonly expression: string;
  /** Of an output: its key in the result. Of a note: its title. */
  readonly name: string;
  readonly type: string;
  /** The values that may stand there, as FEEL. */
  readonly values: string;
  readonly id: string;
}

export interface Rule {
  readonly id: string;
  /** One text a column. */
  readonly cells: readonly string[];
  /** Ids of the cells' elements, empty where they have none. */
  readonly ids: readonly string[];
}

export interface DecisionTable {
  readonly hitPolicy: HitPolicy;
  readonly aggregation: string;
  readonly columns: readonly Column[];
  readonly rules: readonly Rule[];
}

export interface DecisionPart {
  readonly id: string;
  readonly name: string;
  readonly table: DecisionTable | null;
  /** The one expression it is, where it is no table; null for other kinds of logic. */
  readonly expression: string | null;
}

/** The decisions of a file in order; null where it is no XML. */
export function readDecisions(xml: string): readonly DecisionPart[] | null {
  const opened = openDmn(xml);
  if (!opened.ok) return null;
  return decisionElements(opened.document).map((element) => {
    const table = childOf(element, 'decisionTable');
    const literal = childOf(element, 'literalExpression');
    return {
      id: element.id,
      name: element.getAttribute('name') || element.id,
      table: table ? readTable(table) : null,
      expression: literal ? textOf(literal) : null,
    };
  });
}

/** Cells set at once, such as those of a pasted range. */
export function setCells(
  xml: string,
  decision: string,
  cells: readonly { readonly rule: number; readonly column: number; readonly text: string }[],
): string {
  return edited(xml, decision, (table) => {
    const columns = columnElements(table);
    const rules = childrenOf(table, 'rule');
    for (const { rule, column, text } of cells) {
      const line = rules[rule];
      if (line && columns[column]) setCell(line, columns, column, text);
    }
  });
}

/** An empty rule, or a copy of one, before the rule that stands there now. */
export function addRule(xml: string, decision: string, at: number, copyOf?: number): string {
  return edited(xml, decision, (table) => {
    const rules = childrenOf(table, 'rule');
    const copied = copyOf === undefined ? undefined : rules[copyOf];
    const behind = rules[at - 1] ?? lastBefore(table, 'rule');
    if (copied) {
      const rule = copied.cloneNode(true) as Element;
      for (const element of [rule, ...rule.querySelectorAll('[id]')]) element.removeAttribute('id');
      place(rule, table, behind);
      giveIds(rule);
      return;
    }
    const rule = append(table, 'rule', { id: freeId(table.ownerDocument, 'rule') }, behind);
    for (const { kind } of columnElements(table))
      if (kind !== 'note') addEntry(rule, kind, kind === 'input' ? '-' : '');
    for (const _ of childrenOf(table, 'annotation')) addEntry(rule, 'note', '');
  });
}

export function removeRule(xml: string, decision: string, at: number): string {
  return edited(xml, decision, (table) => {
    const rule = childrenOf(table, 'rule')[at];
    if (rule) take(rule);
  });
}

export function moveRule(xml: string, decision: string, from: number, to: number): string {
  return edited(xml, decision, (table) => {
    const rules = childrenOf(table, 'rule');
    const rule = rules[from];
    const others = rules.filter((one) => one !== rule);
    if (rule && to >= 0 && to <= others.length)
      place(rule, table, others[to - 1] ?? lastBefore(table, 'rule'));
  });
}

/** A column behind the last one of its kind. */
export function addColumn(xml: string, decision: string, kind: ColumnKind, name: string): string {
  return edited(xml, decision, (table) => {
    const behind = childrenOf(table, ELEMENTS[kind]).at(-1) ?? lastBefore(table, ELEMENTS[kind]);
    const { ownerDocument: document } = table;
    if (kind === 'note') {
      // Notes that stood in the descriptions of the rules stay there as the first column.
      append(table, 'annotation', { name }, behind);
    } else {
      const column = append(table, kind, { id: freeId(document, kind), label: name }, behind);
      if (kind === 'output') column.setAttribute('name', outputName(table, name));
      else {
        const expression = append(
          column,
          'inputExpression',
          { id: freeId(document, 'input_expression') },
          null,
        );
        setText(expression, outputName(table, name));
      }
    }
    for (const rule of childrenOf(table, 'rule')) addEntry(rule, kind, kind === 'input' ? '-' : '');
  });
}

export function removeColumn(xml: string, decision: string, column: number): string {
  return edited(xml, decision, (table) => {
    const found = columnElements(table)[column];
    if (!found?.element) return;
    for (const rule of childrenOf(table, 'rule')) {
      const entry = childrenOf(rule, ENTRIES[found.kind])[found.at];
      if (entry) take(entry);
    }
    take(found.element);
  });
}

/** To another place among the columns of its kind. */
export function moveColumn(xml: string, decision: string, column: number, by: number): string {
  return edited(xml, decision, (table) => {
    const found = columnElements(table)[column];
    if (!found?.element) return;
    const shift = (parent: Element, name: string) => {
      const all = childrenOf(parent, name);
      const element = all[found.at];
      const others = all.filter((one) => one !== element);
      const to = found.at + by;
      if (element && to >= 0 && to <= others.length)
        place(element, parent, others[to - 1] ?? lastBefore(parent, name));
    };
    shift(table, ELEMENTS[found.kind]);
    for (const rule of childrenOf(table, 'rule')) shift(rule, ENTRIES[found.kind]);
  });
}

export function setColumn(
  xml: string,
  decision: string,
  column: number,
  change: Partial<Omit<Column, 'kind' | 'id'>>,
): string {
  return edited(xml, decision, (table) => {
    const found = columnElements(table)[column];
    if (!found?.element) return;
    const { element, kind } = found;
    const { label, expression, name, type, values } = change;
    if (label !== undefined) setAttribute(element, 'label', label);
    if (name !== undefined) setAttribute(element, 'name', name);
    if (expression !== undefined || (type !== undefined && kind === 'input')) {
      const read = childOf(element, 'inputExpression') ?? append(element, 'inputExpression', {}, null);
      if (expression !== undefined) setText(read, expression);
      if (type !== undefined) setAttribute(read, 'typeRef', type);
    }
    if (type !== undefined && kind === 'output') setAttribute(element, 'typeRef', type);
    if (values !== undefined) setValues(element, kind === 'input' ? 'inputValues' : 'outputValues', values);
  });
}

export function setHitPolicy(xml: string, decision: string, policy: string, aggregation: string): string {
  return edited(xml, decision, (table) => {
    setAttribute(table, 'hitPolicy', policy);
    setAttribute(table, 'aggregation', policy === 'COLLECT' ? aggregation : '');
  });
}

/** The name of a decision, or its expression where it is one. */
export function setDecision(
  xml: string,
  decision: string,
  change: { readonly name?: string; readonly expression?: string },
): string {
  const opened = openDmn(xml);
  if (!opened.ok) return xml;
  const element = decisionElements(opened.document).find(({ id }) => id === decision);
  if (!element) return xml;
  if (change.name !== undefined) element.setAttribute('name', change.name);
  const literal = childOf(element, 'literalExpression');
  if (change.expression !== undefined && literal) setText(literal, change.expression);
  return writeDmn(opened.document, xml);
}

// helpers //////////

const ELEMENTS: Readonly<Record<ColumnKind, string>> = {
  input: 'input',
  output: 'output',
  note: 'annotation',
};
const ENTRIES: Readonly<Record<ColumnKind, string>> = {
  input: 'inputEntry',
  output: 'outputEntry',
  note: 'annotationEntry',
};
/** What stands before an element of a table or rule, last first (DMN 1.5 §8.3). */
const BEFORE = ['rule', 'annotation', 'output', 'input', 'extensionElements', 'description'];
const BEFORE_ENTRY = ['annotationEntry', 'outputEntry', 'inputEntry', 'extensionElements', 'description'];

interface ColumnElement {
  readonly kind: ColumnKind;
  /** Missing for the notes that stand in the rules' descriptions. */
  readonly element: Element | null;
  /** Among the columns of its kind. */
  readonly at: number;
}

function decisionElements(document: XMLDocument): Element[] {
  return childrenOf(document.documentElement, 'decision');
}

function edited(xml: string, decision: string, change: (table: Element) => void): string {
  const opened = openDmn(xml);
  if (!opened.ok) return xml;
  const element = decisionElements(opened.document).find(({ id }) => id === decision);
  const table = childOf(element, 'decisionTable');
  if (!table) return xml;
  change(table);
  return writeDmn(opened.document, xml);
}

function columnElements(table: Element): readonly ColumnElement[] {
  const of = (kind: ColumnKind) =>
    childrenOf(table, ELEMENTS[kind]).map((element, at): ColumnElement => ({ kind, element, at }));
  const notes = of('note');
  return [...of('input'), ...of('output'), ...(notes.length > 0 ? notes : [DESCRIPTIONS])];
}

/** Before DMN 1.2 a rule's note was its description; so it is where a table has no columns for notes. */
const DESCRIPTIONS: ColumnElement = { kind: 'note', element: null, at: 0 };

function readTable(table: Element): DecisionTable {
  const elements = columnElements(table);
  const policy = table.getAttribute('hitPolicy') ?? 'UNIQUE';
  return {
    hitPolicy: HIT_POLICIES.find((one) => one === policy) ?? 'UNIQUE',
    aggregation: table.getAttribute('aggregation') ?? '',
    columns: elements.map(readColumn),
    rules: childrenOf(table, 'rule').map((rule) => {
      const entries = elements.map(({ kind, element, at }) =>
        kind === 'note' && !element ? childOf(rule, 'description') : childrenOf(rule, ENTRIES[kind])[at],
      );
      return {
        id: rule.id,
        cells: entries.map((entry, i) =>
          elements[i]!.element || elements[i]!.kind !== 'note'
            ? textOf(entry)
            : (entry?.textContent?.trim() ?? ''),
        ),
        ids: entries.map((entry) => entry?.id ?? ''),
      };
    }),
  };
}

function readColumn({ kind, element }: ColumnElement): Column {
  const read = element && kind === 'input' ? childOf(element, 'inputExpression') : undefined;
  const attribute = (name: string) => element?.getAttribute(name) ?? '';
  const values = element && childOf(element, kind === 'input' ? 'inputValues' : 'outputValues');
  return {
    kind,
    id: attribute('id'),
    label: attribute('label'),
    name: attribute('name'),
    expression: textOf(read),
    type: kind === 'input' ? (read?.getAttribute('typeRef') ?? '') : attribute('typeRef'),
    values: textOf(values ?? undefined),
  };
}

function setCell(rule: Element, columns: readonly ColumnElement[], column: number, text: string): void {
  const { kind, element, at } = columns[column]!;
  if (kind === 'note' && !element) {
    const described = childOf(rule, 'description');
    if (text === '' && described) take(described);
    else if (text !== '') (described ?? append(rule, 'description', {}, null)).textContent = text;
    return;
  }
  // A rule may have fewer entries than the table has columns; those before are filled up.
  while (childrenOf(rule, ENTRIES[kind]).length <= at) addEntry(rule, kind, kind === 'input' ? '-' : '');
  setText(childrenOf(rule, ENTRIES[kind])[at]!, text);
}

function addEntry(rule: Element, kind: ColumnKind, text: string): void {
  const name = ENTRIES[kind];
  const behind = childrenOf(rule, name).at(-1) ?? lastBefore(rule, name, BEFORE_ENTRY);
  // Notes have no ids (DMN 1.5 §8.3.3).
  const id = kind === 'note' ? '' : freeId(rule.ownerDocument, 'entry');
  setText(append(rule, name, { id }, behind), text);
}

/** The last sibling that stands before elements of this name; null where none does. */
function lastBefore(
  parent: Element,
  name: string,
  order: readonly string[] = name.endsWith('Entry') ? BEFORE_ENTRY : BEFORE,
): Element | null {
  for (const before of order.slice(order.indexOf(name) + 1)) {
    const last = childrenOf(parent, before).at(-1);
    if (last) return last;
  }
  return null;
}

function giveIds(rule: Element): void {
  rule.id = freeId(rule.ownerDocument, 'rule');
  for (const name of [ENTRIES.input, ENTRIES.output])
    for (const entry of childrenOf(rule, name)) entry.id = freeId(rule.ownerDocument, 'entry');
}

function setValues(element: Element, name: string, values: string): void {
  const old = childOf(element, name);
  if (values === '') {
    if (old) take(old);
    return;
  }
  const behind = childOf(element, 'inputExpression') ?? null;
  setText(old ?? append(element, name, { id: freeId(element.ownerDocument, 'values') }, behind), values);
}

/** A name FEEL can read, free among the outputs. */
function outputName(table: Element, label: string): string {
  const used = new Set(childrenOf(table, 'output').map((output) => output.getAttribute('name')));
  const stem = /^[A-Za-z_]\w*$/.test(label) ? label : 'value';
  if (!used.has(stem)) return stem;
  for (let number = 2; ; number += 1) if (!used.has(`${stem}_${number}`)) return `${stem}_${number}`;
}
