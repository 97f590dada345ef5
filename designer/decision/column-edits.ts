/** Changes of a decision table's columns and of its hit policy. Columns are counted over inputs, outputs and notes together, from 0. */

import type { Column } from './decision-table.ts';
import { append, childOf, childrenOf, freeId, place, setAttribute, setText, take } from './dmn-document.ts';
import {
  addEntry,
  type ColumnKind,
  columnElements,
  ELEMENTS,
  ENTRIES,
  lastBefore,
  withTable,
} from './table-elements.ts';

/** A column behind the last one of its kind. */
export function addColumn(xml: string, decision: string, kind: ColumnKind, name: string): string {
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
    setAttribute(table, 'hitPolicy', policy);
    setAttribute(table, 'aggregation', policy === 'COLLECT' ? aggregation : '');
  });
}

// helpers //////////

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
