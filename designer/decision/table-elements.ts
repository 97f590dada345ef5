/**
 * The elements of a decision table in its DMN file: columns and the entries of rules in the order the standard asks for (DMN 1.5 §8.3).
 * What reads and what changes tables stand on it.
 */
import { append, childOf, childrenOf, freeId, openDmn, setText, take, writeDmn } from './dmn-document.ts';

export type ColumnKind = 'input' | 'output' | 'note';

export const ELEMENTS: Readonly<Record<ColumnKind, string>> = {
  input: 'input',
  output: 'output',
  note: 'annotation',
};

export const ENTRIES: Readonly<Record<ColumnKind, string>> = {
  input: 'inputEntry',
  output: 'outputEntry',
  note: 'annotationEntry',
};

export interface ColumnElement {
  readonly kind: ColumnKind;
  /** Missing for the notes that stand in the rules' descriptions. */
  readonly element: Element | null;
  /** Among the columns of its kind. */
  readonly at: number;
}

export function decisionElements(document: XMLDocument): Element[] {
  return childrenOf(document.documentElement, 'decision');
}

/** The file with one table changed; as it is where there is no such table. */
export function withTable(xml: string, decision: string, change: (table: Element) => void): string {
  const opened = openDmn(xml);
  if (!opened.ok) return xml;
  const element = decisionElements(opened.document).find(({ id }) => id === decision);
  const table = childOf(element, 'decisionTable');
  if (!table) return xml;
  change(table);
  return writeDmn(opened.document, xml);
}

export function columnElements(table: Element): readonly ColumnElement[] {
  const of = (kind: ColumnKind) =>
    childrenOf(table, ELEMENTS[kind]).map((element, at): ColumnElement => ({ kind, element, at }));
  const notes = of('note');
  return [...of('input'), ...of('output'), ...(notes.length > 0 ? notes : [DESCRIPTIONS])];
}

export function setCell(
  rule: Element,
  columns: readonly ColumnElement[],
  column: number,
  text: string,
): void {
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

export function addEntry(rule: Element, kind: ColumnKind, text: string): void {
  const name = ENTRIES[kind];
  const behind = childrenOf(rule, name).at(-1) ?? lastBefore(rule, name, BEFORE_ENTRY);
  // Notes have no ids (DMN 1.5 §8.3.3).
  const id = kind === 'note' ? '' : freeId(rule.ownerDocument, 'entry');
  setText(append(rule, name, { id }, behind), text);
}

/** The last sibling that stands before elements of this name; null where none does. */
export function lastBefore(
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

// helpers //////////

/** What stands before an element of a table or rule, last first (DMN 1.5 §8.3). */
const BEFORE = ['rule', 'annotation', 'output', 'input', 'extensionElements', 'description'];
const BEFORE_ENTRY = ['annotationEntry', 'outputEntry', 'inputEntry', 'extensionElements', 'description'];

/** Before DMN 1.2 a rule's note was its description; so it is where a table has no columns for notes. */
const DESCRIPTIONS: ColumnElement = { kind: 'note', element: null, at: 0 };
