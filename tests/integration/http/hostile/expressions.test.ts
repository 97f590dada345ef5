/** Scripts and expressions that never end, explode or look for a way out: the start is refused by a sentence that names the element. */
import { describe, expect, test } from 'vitest';
import { hostileApp } from '../../../support/hostile-app.ts';
import { bpmn, flows } from '../../../support/process.ts';

const { admin, deploy, refused } = await hostileApp();
let count = 0;

const around = (key: string, task: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/>${task}<bpmn:endEvent id="end"/>${flows('start -> bad -> end')}`,
    '',
    key,
  );
const script = (code: string) =>
  `<bpmn:scriptTask id="bad" scriptFormat="javascript" camunda:resultVariable="x"><bpmn:script><![CDATA[${code}]]></bpmn:script></bpmn:scriptTask>`;
const feel = (code: string) =>
  `<bpmn:scriptTask id="bad" scriptFormat="feel" camunda:resultVariable="x"><bpmn:script><![CDATA[${code}]]></bpmn:script></bpmn:scriptTask>`;
const juel = (code: string) =>
  `<bpmn:serviceTask id="bad" camunda:expression="${code}" camunda:resultVariable="x"/>`;

describe.each<[string, string, RegExp]>([
  ['a script that loops', script('while (true) {}'), /script of “bad” failed: .*too long/],
  [
    'a script that takes all memory',
    script('const a = []; while (true) a.push("x".repeat(100000) + a.length);'),
    /script of “bad” failed: .*(memory|too long)/,
  ],
  [
    'a script without end of calls',
    script('const f = () => f() + 1; f();'),
    /script of “bad” failed: .*stack/,
  ],
  [
    'a script with a text without end',
    script('let s = "x"; while (true) s += s;'),
    /script of “bad” failed: .*(too long|memory)/,
  ],
  [
    'a regular expression that backtracks',
    script('/^(a+)+$/.test("a".repeat(40) + "!")'),
    /script of “bad” failed: .*too long/,
  ],
  [
    'a script that looks for the server',
    script('this.constructor.constructor("return process")().exit()'),
    /script of “bad” failed: .*not defined/,
  ],
  ['a script that gives 100 MB', script('"x".repeat(100000000)'), /“bad”/],
  [
    'a range of FEEL without end',
    feel('count(for a in 1..10000000000 return a)'),
    /script of “bad” could not be evaluated: .*steps/,
  ],
  [
    'loops of FEEL within each other',
    feel('for a in 1..1000000, b in 1..1000000 return a * b'),
    /script of “bad” could not be evaluated: .*steps/,
  ],
  [
    'a text of FEEL that doubles',
    feel('for a in 1..1000000 return if a = 1 then "x" else partial[-1] + partial[-1]'),
    /script of “bad” could not be evaluated: .*more than 1000000 characters/,
  ],
  [
    'JUEL that looks for Java',
    juel(`\${''.getClass().forName('java.lang.Runtime')}`),
    /expression of “bad” could not be evaluated: .*no method getClass/,
  ],
  [
    'a loop of a thousand million',
    '<bpmn:userTask id="bad"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1000000000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>',
    /loop of “bad” has 1000000000 instances; at most 100000/,
  ],
])('%s', (_, task, says) => {
  const key = `hostile_${++count}`;

  test('is stopped, and nothing of it stays', async () => {
    // given
    const deployed = await deploy(around(key, task));
    expect(deployed.status, JSON.stringify(deployed.body)).toBe(201);
    // when, then
    await refused(() => admin.call('POST', `/api/processes/${key}/instances`, {}), 422, says);
  });
});

test('a process that goes round without ever waiting is stopped', async () => {
  const round = `<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="again"/><bpmn:scriptTask id="bad" scriptFormat="feel"><bpmn:script>1</bpmn:script></bpmn:scriptTask>${flows('start -> again -> bad -> again')}`;
  expect((await deploy(bpmn(round, '', 'round'))).status).toBe(201);
  await refused(
    () => admin.call('POST', '/api/processes/round/instances', {}),
    422,
    /after 100000 elements: the process seems to loop without ever waiting/,
  );
});

test('a process that calls itself ends at a depth', async () => {
  await deploy(around('calls_itself', '<bpmn:callActivity id="bad" calledElement="calls_itself"/>'));
  await refused(
    () => admin.call('POST', '/api/processes/calls_itself/instances', {}),
    422,
    /“bad” calls processes more than 50 deep/,
  );
});

test.each([
  ['FEEL', feel(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`)],
  ['JUEL', juel(`\${${'('.repeat(5_000)}1${')'.repeat(5_000)}}`)],
])('%s nested 5,000 deep is refused where it is deployed', async (_, task) => {
  await refused(() => deploy(around('deep', task)), 422, /of “bad” can’t be read: .*nested too deeply/);
});

// One that did would not come to an end with forty letters.
test('regular expressions of FEEL don’t backtrack', async () => {
  await deploy(around('regexp', feel(`matches("${'a'.repeat(40)}!", "^(a+)+$")`)));
  const { status } = await admin.call('POST', '/api/processes/regexp/instances', {});
  expect(status).toBe(201);
});
