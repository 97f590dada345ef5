import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Variables } from '#engine/instance.ts';
import { newSandbox, type Sandbox, type ScriptInput } from '#engine/sandbox.ts';

let module: QuickJSWASMModule;
let sandbox: Sandbox;
beforeAll(async () => {
  module = await newQuickJSWASMModuleFromVariant(variant);
  sandbox = newSandbox(module, { memory: 16 * 1024 * 1024, result: 100_000 });
});
afterAll(() => sandbox.dispose());

const input = (variables: Variables = {}, more: Partial<ScriptInput> = {}): ScriptInput => ({
  variables,
  local: {},
  execution: {
    instance: 'i1',
    definition: 'p:1',
    process: 'p',
    businessKey: 'B-7',
    element: 'calc',
    elementName: 'Calculate',
    event: null,
  },
  ...more,
});
const never = () => false;
const afterSteps = (steps: number) => {
  let count = 0;
  return () => ++count > steps;
};
const run = (text: string, variables: Variables = {}, more: Partial<ScriptInput> = {}) =>
  sandbox.run(text, input(variables, more), never);

describe('scripts', () => {
  test('the last statement’s value counts; variables are free names', () => {
    expect(run('var twice = a * 2; twice + 1', { a: 20 })).toEqual({ ok: true, value: 41, writes: [] });
    expect(run('({ list: [b, null], when: new Date(0) })', { b: 'x' })).toMatchObject({
      value: { list: ['x', null], when: { $dateTime: '1970-01-01T00:00:00.000Z' } },
    });
  });

  test('values of the house come as what JavaScript has', () => {
    const variables = {
      n: { $number: '1.50' },
      at: { $dateTime: '2026-01-05T09:00:00Z' },
      day: { $date: '2026-01-05' },
    };
    expect(run('[n + 1, at.getTime(), day]', variables)).toMatchObject({
      value: [2.5, 1767603600000, '2026-01-05'],
    });
  });

  test('execution reads and writes, in order; what is written is seen at once', () => {
    const answer = run(
      "execution.setVariable('a', 1); execution.setVariableLocal('b', execution.getVariable('a') + 1); execution.getBusinessKey() + execution.getVariable('b')",
    );
    expect(answer).toEqual({
      ok: true,
      value: 'B-72',
      writes: [
        { set: 'a', value: 1 },
        { set: 'b', value: 2, local: true },
      ],
    });
  });

  test('task listeners change their task', () => {
    const task = { id: 't', taskDefinitionKey: 'approve', assignee: 'mary', groups: ['sales'] };
    const answer = run(
      "if (task.getAssignee() === 'mary') { task.setAssignee('john'); task.addCandidateGroup('boss'); task.setPriority(70); }",
      {},
      { task },
    );
    expect(answer).toMatchObject({
      writes: [
        { task: { assignee: 'john' } },
        { task: { groups: ['sales', 'boss'] } },
        { task: { priority: 70 } },
      ],
    });
  });

  test('a BPMN error is an answer of its own, and any other is a sentence', () => {
    expect(run("throw new BpmnError('E1', 'no stock')")).toMatchObject({
      ok: false,
      error: { code: 'E1', message: 'no stock' },
    });
    expect(run("throw new org.camunda.bpm.engine.delegate.BpmnError('E2')")).toMatchObject({
      error: { code: 'E2' },
    });
    expect(run('missing + 1')).toEqual({ ok: false, failure: "ReferenceError: 'missing' is not defined" });
    expect(run('this is no script')).toMatchObject({
      ok: false,
      failure: expect.stringMatching(/^SyntaxError/),
    });
  });
});

describe('walls', () => {
  test('nothing survives a call: globals, declarations, prototypes', () => {
    run(
      "leak = 'secret'; var other = 1; function f() {} Array.prototype.evil = () => 1; globalThis.hidden = 2;",
    );
    expect(run('[typeof leak, typeof other, typeof f, typeof [].evil, typeof hidden]')).toMatchObject({
      value: ['undefined', 'undefined', 'undefined', 'undefined', 'undefined'],
    });
  });

  test('there is no way to the host', () => {
    expect(
      run(
        '[typeof process, typeof require, typeof fetch, typeof console, typeof WebAssembly, typeof setTimeout]',
      ),
    ).toMatchObject({
      value: Array(6).fill('undefined'),
    });
    expect(run("execution.constructor.constructor('return typeof process')()")).toMatchObject({
      value: 'undefined',
    });
  });

  test('names such as __proto__ are only names', () => {
    const variables = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 5}');
    expect(
      run("[({}).polluted === undefined, execution.getVariable('constructor')]", variables),
    ).toMatchObject({ value: [true, 5] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('an endless loop is stopped, and the sandbox works on', () => {
    expect(sandbox.run('for (;;);', input(), afterSteps(100))).toEqual({
      ok: false,
      failure: 'it ran too long and was stopped',
    });
    expect(
      sandbox.run('try { for (;;); } catch (e) { 1 } finally { 2 }', input(), afterSteps(100)),
    ).toMatchObject({ ok: false });
    expect(run('1 + 1')).toMatchObject({ value: 2 });
  });

  test('memory, stack and size of the result are limited', () => {
    expect(run('var list = []; for (;;) list.push({ list })')).toEqual({
      ok: false,
      failure: 'InternalError: out of memory',
    });
    expect(run('(function f() { return f() + 1 })()')).toMatchObject({
      ok: false,
      failure: expect.stringMatching(/stack/i),
    });
    expect(run("'x'.repeat(200000)")).toMatchObject({
      ok: false,
      failure: expect.stringContaining('100000 characters'),
    });
    expect(run('1 + 1')).toMatchObject({ value: 2 });
  });
});

describe('functions of solutions', () => {
  const score = `module.exports.default = async (variables, { records }) => {
    const won = await records.count({ customer: variables.customer });
    if (won > 5) throw new Error('too many');
    return won * 10 + variables.amount;
  };`;

  test('wait for what the host promises', async () => {
    const answer = await sandbox.call(score, input({ customer: 'c1', amount: 2 }), never, {
      'records.count': async ([query]) => ((query as { customer: string }).customer === 'c1' ? 3 : 0),
    });
    expect(answer).toEqual({ ok: true, value: 32, writes: [] });
  });

  test('get the host’s refusals as errors', async () => {
    const refused = await sandbox.call(score, input({ customer: 'c1', amount: 2 }), never, {
      'records.count': async () => {
        throw new Error('no right to see customers');
      },
    });
    expect(refused).toEqual({ ok: false, failure: 'Error: no right to see customers' });
  });
});
