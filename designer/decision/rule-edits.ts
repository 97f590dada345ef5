/** Changes of a decision table's rules and cells. Each takes the text of the file and gives another one. */
import { append, childrenOf, freeId, place, take } from './dmn-document.ts';
import { addEntry, columnElements, ENTRIES, lastBefore, setCell, withTable } from './table-elements.ts';

/** Cells set at once, such as those of a pasted range. */
export function setCells(
  xml: string,
  decision: string,
  cells: readonly { readonly rule: number; readonly column: number; readonly text: string }[],
): string {
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
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
  return withTable(xml, decision, (table) => {
    const rule = childrenOf(table, 'rule')[at];
    if (rule) take(rule);
  });
}

export function moveRule(xml: string, decision: string, from: number, to: number): string {
  return withTable(xml, decision, (table) => {
    const rules = childrenOf(table, 'rule');
    const rule = rules[from];
    const others = rules.filter((one) => one !== rule);
    if (rule && to >= 0 && to <= others.length)
      place(rule, table, others[to - 1] ?? lastBefore(table, 'rule'));
  });
}

// helpers //////////

function giveIds(rule: Element): void {
  rule.id = freeId(rule.ownerDocument, 'rule');
  for (const name of [ENTRIES.input, ENTRIES.output])
    for (const entry of childrenOf(rule, name)) entry.id = freeId(rule.ownerDocument, 'entry');
}
