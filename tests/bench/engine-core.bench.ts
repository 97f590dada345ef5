/**
 * How fast the pure core is, without a database: `npm run bench -- engine-core`. Prints `name value unit` lines.
 * P1: start with three variables, an expression, a user task, complete it, an expression, end; state through JSON.
 */
import { advance, blankInstance } from '#engine/advance.ts';
import { deploy } from '#engine/deploy.ts';
import type { Instance } from '#engine/instance.ts';
import type { Definition } from '#engine/process.ts';
import type { UnitResult } from '#engine/unit.ts';
import type { World } from '#engine/world.ts';

const P1 = process(
  'p1',
  `
  <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="calc"/>
  <bpmn:scriptTask id="calc" scriptFormat="feel"><bpmn:extensionElements><potik:script result="total"/></bpmn:extensionElements><bpmn:script>amount * 2 + 1</bpmn:script></bpmn:scriptTask>
  <bpmn:sequenceFlow id="f2" sourceRef="calc" targetRef="approve"/>
  <bpmn:userTask id="approve" name="Approve"/><bpmn:sequenceFlow id="f3" sourceRef="approve" targetRef="close"/>
  <bpmn:scriptTask id="close" scriptFormat="feel"><bpmn:script>total + 1</bpmn:script></bpmn:scriptTask>
  <bpmn:sequenceFlow id="f4" sourceRef="close" targetRef="end"/><bpmn:endEvent id="end"/>`,
);

const T10 = process('straight', straight());
const MANY = process(
  'many',
  `
  <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="each"/>
  <bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>= n</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
  <bpmn:sequenceFlow id="f2" sourceRef="each" targetRef="end"/><bpmn:endEvent id="end"/>`,
);

await p1();
await t10();
for (const n of [1000, 2000, 4000, 10_000]) await many(n);
await big();

// the benches //////////

async function p1(): Promise<void> {
  const definition = await definitionOf(P1);
  const world = worldOf(definition);
  const variables = { amount: 12.5, customer: 'Lisova', urgent: true };
  let bytes = 0;
  let history = 0;
  const one = (id: string): void => {
    const started = done(
      advance({
        instance: blankInstance(id, definition),
        command: { type: 'start', variables },
        world,
        env: env(),
      }),
    );
    const text = JSON.stringify(started.changes[0]!.instance);
    const events = JSON.stringify(started.changes[0]!.events);
    const instance = JSON.parse(text) as Instance;
    const { key } = started.rows.tasks.inserted[0]!;
    const ended = done(advance({ instance, command: { type: 'complete', key }, world, env: env() }));
    const last = JSON.stringify(ended.changes[0]!.instance);
    if (ended.changes[0]!.instance.status !== 'completed') throw new Error('it did not end');
    bytes = text.length;
    history = events.length + JSON.stringify(ended.changes[0]!.events).length + 0 * last.length;
  };
  print('p1', rate(one), 'instances/s');
  print('p1_state_waiting', bytes, 'bytes');
  print('p1_history', history, 'bytes');
}

async function t10(): Promise<void> {
  const definition = await definitionOf(T10);
  const world = worldOf(definition);
  const one = (id: string): void => {
    const result = done(
      advance({
        instance: blankInstance(id, definition),
        command: { type: 'start', variables: { amount: 3 } },
        world,
        env: env(),
      }),
    );
    JSON.stringify(result.changes);
  };
  print('t10', rate(one), 'instances/s');
}

/** A parallel multi-instance of n user tasks: started, then each completed with only its chunk and the root loaded. */
async function many(n: number): Promise<void> {
  const definition = await definitionOf(MANY);
  const world = worldOf(definition);
  const begin = performance.now();
  const started = done(
    advance({
      instance: blankInstance('m', definition),
      command: { type: 'start', variables: { n } },
      world,
      env: env(),
    }),
  );
  const chunks = new Map(
    Object.entries(started.changes[0]!.instance.chunks).map(([id, chunk]) => [id, JSON.stringify(chunk)]),
  );
  let head: Instance = started.changes[0]!.instance;
  let written = 0;
  for (const { key, chunk } of started.rows.tasks.inserted) {
    const loaded = { '0': JSON.parse(chunks.get('0')!), [chunk]: JSON.parse(chunks.get(chunk)!) };
    const result = done(
      advance({
        instance: { ...head, chunks: loaded },
        command: { type: 'complete', key },
        world,
        env: env(),
      }),
    );
    const [change] = result.changes;
    for (const id of change!.deleted) chunks.delete(id);
    for (const id of change!.written) {
      const text = JSON.stringify(change!.instance.chunks[id]);
      written += text.length;
      chunks.set(id, text);
    }
    head = change!.instance;
  }
  const ms = performance.now() - begin;
  if (head.status !== 'completed') throw new Error('it did not end');
  print(`multi_instance_${n}`, ms, 'ms');
  print(`multi_instance_${n}_each`, (ms / n) * 1000, 'us');
  print(`multi_instance_${n}_written_each`, written / n, 'bytes');
}

/** Deploying a model of 500 elements. */
async function big(): Promise<void> {
  const tasks = Array.from(
    { length: 250 },
    (_, i) =>
      `<bpmn:userTask id="t${i}" name="Task ${i}"/><bpmn:sequenceFlow id="f${i}" sourceRef="${i === 0 ? 'start' : `t${i - 1}`}" targetRef="t${i}"/>`,
  );
  const xml = process(
    'big',
    `<bpmn:startEvent id="start"/>${tasks.join('')}<bpmn:endEvent id="end"/><bpmn:sequenceFlow id="last" sourceRef="t249" targetRef="end"/>`,
  );
  await deploy(xml);
  const begin = performance.now();
  await deploy(xml);
  print('deploy_500_elements', performance.now() - begin, 'ms');
}

// helpers //////////

function process(id: string, body: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" targetNamespace="bench">
  <bpmn:process id="${id}" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}

function straight(): string {
  let xml = '<bpmn:startEvent id="start"/>';
  let last = 'start';
  const next = (id: string, element: string) => {
    xml += `${element}<bpmn:sequenceFlow id="to-${id}" sourceRef="${last}" targetRef="${id}"/>`;
    last = id;
  };
  for (let i = 1; i <= 10; i++) {
    next(
      `t${i}`,
      `<bpmn:scriptTask id="t${i}" scriptFormat="feel"><bpmn:extensionElements><potik:script result="amount"/></bpmn:extensionElements><bpmn:script>amount * 2 + 1</bpmn:script></bpmn:scriptTask>`,
    );
    if (i % 3 === 0) next(`g${i}`, `<bpmn:exclusiveGateway id="g${i}"/>`);
  }
  next('end', '<bpmn:endEvent id="end"/>');
  return xml;
}

async function definitionOf(xml: string): Promise<Definition> {
  const result = await deploy(xml);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return { ref: 'd', version: 1, process: result.processes[0]! };
}

function worldOf(definition: Definition): World {
  return {
    definition: () => definition,
    called: () => null,
    decision: () => null,
    instance: () => null,
    receivers: () => [],
  };
}

function env() {
  return { now: 1_767_600_000_000, zone: 'UTC', newId: (key: string) => key };
}

function done(result: UnitResult) {
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result;
}

/** Calls a second after a warm-up. */
function rate(one: (id: string) => void): number {
  for (let i = 0; i < 3000; i++) one(`w${i}`);
  const begin = performance.now();
  let count = 0;
  while (performance.now() - begin < 1500) for (let i = 0; i < 100; i++) one(`i${count++}`);
  return count / ((performance.now() - begin) / 1000);
}

function print(name: string, value: number, unit: string): void {
  console.log(`${name} ${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`);
}
