/** The decisions of a DMN file as the editor shows them: tables with columns and rules, or single expressions. */
import { childOf, childrenOf, openDmn, setText, textOf, writeDmn } from './dmn-document.ts';
import {
  type ColumnElement,
  type ColumnKind,
  columnElements,
  decisionElements,
  ENTRIES,
} from './table-elements.ts';

export type { ColumnKind } from './table-elements.ts';

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
