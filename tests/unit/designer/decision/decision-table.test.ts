// @vitest-environment jsdom
/** Decision tables changed in their file: what was not touched stays, letter by letter. */
import { describe, expect, test } from 'vitest';
import {
  addColumn,
  moveColumn,
  removeColumn,
  setColumn,
  setHitPolicy,
} from '../../../../designer/decision/column-edits.ts';
import { readDecisions } from '../../../../designer/decision/decision-table.ts';
import { addRule, moveRule, removeRule, setCells } from '../../../../designer/decision/rule-edits.ts';
import { decide, decisions } from '../../../support/decisions.ts';

const FILE = `<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by hand -->
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="D" namespace="urn:d">
  <decision id="level" name="Level" camunda:historyTimeToLive="30">
    <decisionTable id="t" hitPolicy="FIRST">
      <input id="i1" label="Amount">
        <inputExpression id="e1" typeRef="number">
          <text>amount</text>
        </inputExpression>
      </input>
      <output id="o1" label="Level" name="level" typeRef="string"/>
      <annotation name="Why"/>
      <rule id="r1">
        <inputEntry id="c1">
          <text>&gt; 100</text>
        </inputEntry>
        <outputEntry id="c2">
          <text>"high"</text>
        </outputEntry>
        <annotationEntry>
          <text>Large</text>
        </annotationEntry>
      </rule>
      <rule id="r2">
        <inputEntry id="c3">
          <text>-</text>
        </inputEntry>
        <outputEntry id="c4">
          <text>"low"</text>
        </outputEntry>
        <annotationEntry>
          <text/>
        </annotationEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`;

const tableOf = (xml: string) => readDecisions(xml)![0]!.table!;
const cellsOf = (xml: string) => tableOf(xml).rules.map(({ cells }) => cells);
const levelFor = (xml: string, amount: number) => decide(decisions(xml).level!, { amount }).value;

test('a table is read with its columns, rules and notes', () => {
  expect(tableOf(FILE)).toMatchObject({
    hitPolicy: 'FIRST',
    columns: [
      { kind: 'input', label: 'Amount', expression: 'amount', type: 'number' },
      { kind: 'output', label: 'Level', name: 'level', type: 'string' },
      { kind: 'note', name: 'Why' },
    ],
  });
  expect(cellsOf(FILE)).toEqual([
    ['> 100', '"high"', 'Large'],
    ['-', '"low"', ''],
  ]);
});

test('a changed cell changes nothing else of the file', () => {
  const changed = setCells(FILE, 'level', [{ rule: 0, column: 0, text: '> 200' }]);
  expect(changed).toBe(FILE.replace('&gt; 100', '&gt; 200'));
  expect(levelFor(changed, 150)).toBe('low');
});

describe('rules', () => {
  test('are added where they are wanted and decide', () => {
    const added = setCells(addRule(FILE, 'level', 1), 'level', [
      { rule: 1, column: 0, text: '[50..100]' },
      { rule: 1, column: 1, text: '"middle"' },
    ]);
    expect(levelFor(added, 60)).toBe('middle');
    expect(added).toContain(
      '\n      <rule id="rule_1">\n        <inputEntry id="entry_1">\n          <text>[50..100]</text>',
    );
  });

  test('are copied with ids of their own', () => {
    const { rules } = tableOf(addRule(FILE, 'level', 1, 0));
    expect(rules.map(({ cells }) => cells[1])).toEqual(['"high"', '"high"', '"low"']);
    expect(new Set(rules.flatMap(({ id, ids }) => [id, ...ids.slice(0, 2)])).size).toBe(9);
  });

  test('are moved and moved back; removed', () => {
    const moved = moveRule(FILE, 'level', 0, 1);
    expect(levelFor(moved, 150)).toBe('low');
    expect(moveRule(moved, 'level', 1, 0)).toBe(FILE);
    expect(cellsOf(removeRule(FILE, 'level', 0))).toEqual([['-', '"low"', '']]);
  });
});

describe('columns', () => {
  test('are added to every rule, set, and decide', () => {
    const added = addColumn(FILE, 'level', 'input', 'Class');
    const set = setColumn(added, 'level', 1, { expression: 'class', type: 'string', values: '"A","B"' });
    const ruled = setCells(set, 'level', [{ rule: 0, column: 1, text: '"A"' }]);
    expect(tableOf(ruled).columns[1]).toMatchObject({ kind: 'input', label: 'Class', values: '"A","B"' });
    const { level } = decisions(ruled);
    expect(decide(level!, { amount: 150, class: 'A' }).value).toBe('high');
    expect(decide(level!, { amount: 150, class: 'B' }).value).toBe('low');
  });

  test('are moved with their cells, and removed with them', () => {
    const two = addColumn(FILE, 'level', 'output', 'Days');
    const moved = moveColumn(setCells(two, 'level', [{ rule: 0, column: 2, text: '3' }]), 'level', 2, -1);
    expect(cellsOf(moved)[0]).toEqual(['> 100', '3', '"high"', 'Large']);
    expect(removeColumn(moved, 'level', 1)).toBe(FILE);
  });
});

test('the hit policy is set, its aggregation only with COLLECT', () => {
  const collect = setHitPolicy(FILE, 'level', 'COLLECT', 'COUNT');
  expect(tableOf(collect)).toMatchObject({ hitPolicy: 'COLLECT', aggregation: 'COUNT' });
  expect(setHitPolicy(collect, 'level', 'FIRST', 'COUNT')).toBe(FILE);
});

test('where a table has no columns for notes, the descriptions of its rules are the notes', () => {
  const old = FILE.replace('<annotation name="Why"/>\n      ', '').replaceAll(
    /\s*<annotationEntry>[\s\S]*?<\/annotationEntry>/g,
    '',
  );
  const noted = setCells(old, 'level', [{ rule: 1, column: 2, text: 'The rest' }]);
  expect(cellsOf(noted)[1]).toEqual(['-', '"low"', 'The rest']);
  expect(noted).toContain('<rule id="r2">\n        <description>The rest</description>');
  expect(setCells(noted, 'level', [{ rule: 1, column: 2, text: '' }])).toBe(old);
});

test('a file that is no XML has no decisions', () => {
  expect(readDecisions('<definitions>')).toBeNull();
});
