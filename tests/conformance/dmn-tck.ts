/**
 * Runs test cases of the DMN Technology Compatibility Kit (format: its `testCases.xsd`): files in, results out, nothing read from
 * disk. A case passes when every result node has the expected value; one that needs functions in Java is skipped.
 */
import { type DecisionDeployment, type DecisionFile, deployDecisions } from '#engine/decision.ts';
import { readXml, type XmlElement } from '#engine/decisions/xml-tree.ts';
import type { Env, Scope } from '#metadata/expression.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '#metadata/expressions/temporal-text.ts';
import { contextOf, type Json, numberOf, type Value } from '#metadata/value.ts';
import { toState } from '#metadata/value-json.ts';

/** A folder of the kit: models and test files. */
export interface TckFolder {
  readonly name: string;
  readonly files: readonly DecisionFile[];
}

export interface TckResult {
  readonly folder: string;
  /** Test case and result node. */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly expected: Json;
  readonly actual: Json;
  /** What went wrong, or why it was skipped. */
  readonly remark: string;
}

type Ready = Extract<DecisionDeployment, { ok: true }>;

const EXTERNAL = /kind="(?:Java|PMML)"|external\s*\{/;
const NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/** The kit leaves the clock open; tests of `now()` only look at its type. */
const ENV: Env = { now: Date.UTC(2026, 10, 22, 9, 30), zone: 'UTC' };

export function runTckFolder({ name, files }: TckFolder): TckResult[] {
  const models = files.filter((file) => file.name.endsWith('.dmn'));
  const usesJava = models.some(({ xml }) => EXTERNAL.test(xml));
  const deployed = deployDecisions(models, { brokenExpressions: 'null', violations: 'null' });
  return files
    .filter((file) => file.name.endsWith('.xml'))
    .flatMap((file) => runTestFile(name, file, models, deployed, usesJava));
}

// helpers //////////

function runTestFile(
  folder: string,
  file: DecisionFile,
  models: readonly DecisionFile[],
  deployed: DecisionDeployment,
  usesJava: boolean,
): TckResult[] {
  const read = readXml(file.xml);
  if (!read.ok) return [failure(folder, file.name, read.message)];
  if (!deployed.ok) {
    const [problem] = deployed.problems.filter(({ severity }) => severity === 'error');
    return [failure(folder, file.name, `${problem?.file}:${problem?.line} ${problem?.message}`)];
  }
  const model = part(read.root, 'modelName')?.text.trim();
  const main = models.some(({ name }) => name === model) ? model : models[0]?.name;
  return parts(read.root, 'testCase').flatMap((testCase) =>
    runTestCase(folder, testCase, main!, deployed, usesJava),
  );
}

function runTestCase(
  folder: string,
  testCase: XmlElement,
  model: string,
  deployed: Ready,
  usesJava: boolean,
): TckResult[] {
  const inputs = scopeOf(parts(testCase, 'inputNode'));
  return parts(testCase, 'resultNode').map((node) => {
    const name = `${testCase.attributes.id ?? ''} ${node.attributes.name ?? ''}`;
    const wanted = part(node, 'expected');
    const expected = toState(wanted ? expectedValue(wanted) : null);
    const service = testCase.attributes.invocableName ?? node.attributes.name ?? '';
    const isService = (testCase.attributes.type ?? node.attributes.type) === 'decisionService';
    const evaluable = isService
      ? deployed.services.find((one) => one.name === service)
      : (deployed.decisions.find((one) => one.name === node.attributes.name && one.file === model) ??
        deployed.decisions.find((one) => one.name === node.attributes.name));
    if (!evaluable)
      return failure(
        folder,
        name,
        `there is no ${isService ? 'service' : 'decision'} of that name`,
        expected,
      );
    const outcome = evaluable.evaluate(inputs, ENV);
    if (!outcome.ok) return failure(folder, name, outcome.reason, expected);
    const actual = stateOf(outcome.value);
    const passed = same(expected, actual);
    const remark = outcome.notes.join(' ');
    if (!passed && usesJava && /Java|another language/.test(remark)) {
      return { folder, name, outcome: 'skipped', expected, actual, remark: 'needs a function in Java' };
    }
    return { folder, name, outcome: passed ? 'passed' : 'failed', expected, actual, remark };
  });
}

function failure(folder: string, name: string, remark: string, expected: Json = null): TckResult {
  return { folder, name, outcome: 'failed', expected, actual: null, remark };
}

function scopeOf(nodes: readonly XmlElement[]): Scope {
  const values = new Map<string, Value>();
  for (const node of nodes) {
    const { name = '', namespace } = node.attributes;
    values.set(namespace === undefined ? name : `${namespace}#${name}`, expectedValue(node));
    if (!values.has(name)) values.set(name, expectedValue(node));
  }
  return { get: (name) => values.get(name) };
}

function expectedValue(element: XmlElement): Value {
  const list = part(element, 'list');
  if (list)
    return list.attributes[`{${NAMESPACE}}nil`] === 'true' ? null : parts(list, 'item').map(expectedValue);
  const components = parts(element, 'component');
  if (components.length > 0) {
    return contextOf(
      components.map((component) => [component.attributes.name ?? '', expectedValue(component)] as const),
    );
  }
  const value = part(element, 'value');
  return value ? simpleValue(value) : null;
}

function simpleValue(element: XmlElement): Value {
  if (element.attributes[`{${NAMESPACE}}nil`] === 'true') return null;
  const type = element.attributes[`{${NAMESPACE}}type`]?.replace(/^.*:/, '') ?? 'string';
  const text = type === 'string' ? element.text : element.text.trim();
  return (PARSERS[type] ?? ((raw: string) => raw))(text);
}

const PARSERS: Readonly<Record<string, (text: string) => Value>> = {
  decimal: numberOf,
  integer: numberOf,
  int: numberOf,
  long: numberOf,
  double: numberOf,
  float: numberOf,
  boolean: (text) => text === 'true' || text === '1',
  date: parseDate,
  time: parseTime,
  dateTime: parseDateTime,
  duration: parseDuration,
  dayTimeDuration: parseDuration,
  yearMonthDuration: parseDuration,
};

function parts(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function part(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Functions cannot be kept; the kit never expects one. */
function stateOf(value: Value): Json {
  try {
    return toState(value);
  } catch {
    return '(a function)';
  }
}

/** The kit writes numbers down with eight decimals or more, partly from binary floats. */
const TOLERANCE = 1e-8;

function same(expected: Json, actual: Json): boolean {
  const [a, b] = [numberIn(expected), numberIn(actual)];
  if (a !== null && b !== null) return a.minus(b).abs().lte(a.abs().plus(1).times(TOLERANCE));
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return expected === actual;
  }
  const [left, right] = [Object.entries(expected), Object.entries(actual)];
  if (left.length !== right.length || Array.isArray(expected) !== Array.isArray(actual)) return false;
  return left.every(
    ([key, value]) => Object.hasOwn(actual, key) && same(value, (actual as { [key: string]: Json })[key]!),
  );
}

function numberIn(json: Json) {
  if (typeof json === 'number') return numberOf(json);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  return typeof json.$number === 'string' ? numberOf(json.$number) : null;
}
