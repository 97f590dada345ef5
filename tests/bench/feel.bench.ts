/** Speed of expressions and decisions, warm: prints `name value unit` lines. */
import { type Decision, deployDecisions } from '#engine/decision.ts';
import { compile, type Scope } from '#metadata/expression.ts';
import { contextOf, numberOf, type Value } from '#metadata/value.ts';

const ENV = { now: Date.UTC(2026, 10, 22), zone: 'UTC' };
const VARIABLES = new Map<string, Value>([
  ['amount', numberOf(1500)],
  ['status', 'open'],
  ['name', 'Lisova & Co'],
  [
    'lines',
    Array.from({ length: 100 }, (_, n) =>
      contextOf([
        ['price', numberOf(n)],
        ['quantity', numberOf(2)],
      ]),
    ),
  ],
]);
const SCOPE: Scope = { get: (name) => VARIABLES.get(name) };

const EXPRESSIONS = {
  condition: 'amount > 1000 and status = "open"',
  arithmetic: 'amount * 2 + 1',
  choice: 'if amount > 1000 then "big" else "small"',
  in_list: 'status in ("open", "won", "lost")',
  text: 'upper case(substring(name, 1, 6))',
  dates: 'date("2026-11-22") + duration("P1M") > date("2026-12-01")',
  sum_100_lines: 'sum(for l in lines return l.price * l.quantity)',
  filter_100_lines: 'count(lines[price > 50])',
};

const TABLE = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
  id="d" name="d" namespace="urn:bench"><decision id="table" name="table"><decisionTable hitPolicy="FIRST">
  <input id="a"><inputExpression><text>amount</text></inputExpression></input>
  <input id="s"><inputExpression><text>status</text></inputExpression></input>
  <output id="o" name="level"/>
  ${Array.from(
    { length: 20 },
    (_, n) =>
      `<rule id="r${n}"><inputEntry><text>[${n * 100}..${n * 100 + 100})</text></inputEntry><inputEntry><text>"open", "won"</text></inputEntry><outputEntry><text>${n}</text></outputEntry></rule>`,
  ).join('')}
  </decisionTable></decision></definitions>`;

for (const [name, source] of Object.entries(EXPRESSIONS)) {
  const result = compile(source, { language: 'feel' });
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const { compiled } = result;
  print(`feel_${name}`, () => compiled.evaluate(SCOPE, ENV));
}
print('feel_compile_condition', () => compile(EXPRESSIONS.condition, { language: 'feel' }));
const table = deployTable();
print('dmn_table_20_rules', () => table.evaluate(SCOPE, ENV));

// helpers //////////

function deployTable(): Decision {
  const result = deployDecisions(TABLE);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.decisions[0]!;
}

/** The best of several rounds, for the machine is shared. */
function print(name: string, deed: () => unknown): void {
  const rounds = 7;
  const times = 4_000;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) deed();
    best = Math.min(best, (performance.now() - start) / times);
  }
  console.log(`${name} ${(best * 1000).toFixed(2)} µs`);
}
