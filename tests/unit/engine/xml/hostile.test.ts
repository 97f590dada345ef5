/** Files that are broken, foreign or hostile: problems with sentences, never a crash, never a hang. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deploy } from '#engine/deploy.ts';
import { bpmn, flows } from '../../../support/process.ts';

async function codes(xml: string): Promise<string[]> {
  const result = await deploy(xml);
  return (result.ok ? result.warnings : result.problems).map(({ code }) => code);
}

const SMALL = bpmn(`<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${flows('start -> end')}`);

describe('hostile files', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'xml.empty'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${SMALL}`, 'xml.doctype'],
    [
      'entity declarations',
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><lolz>&lol2;</lolz>`,
      'xml.doctype',
    ],
    ['200,000 elements', bpmn('<bpmn:task/>'.repeat(200_000)), 'xml.elements'],
    [
      'a depth of 10,000',
      bpmn('<bpmn:subProcess>'.repeat(10_000) + '</bpmn:subProcess>'.repeat(10_000)),
      'xml.depth',
    ],
    ['an open comment', `${SMALL}<!-- `, 'xml.malformed'],
    ['an open tag', SMALL.slice(0, -20), 'xml.malformed'],
    ['another root', '<html><body/></html>', 'xml.not_bpmn'],
    ['text', 'hello', 'xml.malformed'],
  ])('%s', async (_, xml, code) => {
    expect(await codes(xml)).toContain(code);
  });

  test('more elements than one process may have', async () => {
    const tasks = Array.from({ length: 5001 }, (_, at) => `<bpmn:task id="t${at}"/>`).join('');
    expect(await codes(bpmn(tasks))).toContain('process.size');
  });

  test('ids such as __proto__ are only ids', async () => {
    const xml =
      bpmn(`<bpmn:startEvent id="constructor"/><bpmn:userTask id="__proto__"/><bpmn:endEvent id="toString"/>
      <bpmn:sequenceFlow id="hasOwnProperty" sourceRef="constructor" targetRef="__proto__"/><bpmn:sequenceFlow id="valueOf" sourceRef="__proto__" targetRef="toString"/>`);
    const result = await deploy(xml);
    expect(({} as Record<string, unknown>).id).toBeUndefined();
    if (!result.ok) expect(result.problems.every(({ message }) => message.length > 10)).toBe(true);
    else expect([...result.processes[0]!.elements.keys()]).toContain('__proto__');
  });

  test('every prefix and every small change of a file gets an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(SMALL.length),
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
        fc.nat(3),
        async (at, put, cut) => {
          const result = await deploy(SMALL.slice(0, at) + put + SMALL.slice(at + cut));
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });
});

describe('problems', () => {
  test('references of flows that lead nowhere are errors, others warnings', async () => {
    const flow = await deploy(
      bpmn('<bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="nowhere"/>'),
    );
    expect(flow).toMatchObject({ ok: false });
    if (!flow.ok)
      expect(flow.problems[0]).toMatchObject({
        code: 'reference.unresolved',
        elementId: 'f',
        message: '“f” refers to “nowhere” as its targetRef, which does not exist in the file.',
      });
    const error = await deploy(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:errorEventDefinition errorRef="E42"/></bpmn:boundaryEvent><bpmn:endEvent id="end"/>${flows('start -> a -> end', 'b -> end')}`,
      ),
    );
    expect(error).toMatchObject({ ok: true, warnings: [{ code: 'reference.unresolved' }] });
  });

  test('are all said at once, with their elements', async () => {
    const result = await deploy(
      bpmn(`<bpmn:startEvent id="start"/><bpmn:serviceTask id="a"/><bpmn:callActivity id="b"/><bpmn:scriptTask id="c" scriptFormat="groovy"><bpmn:script>x</bpmn:script></bpmn:scriptTask>
        <bpmn:userTask id="d"><bpmn:extensionElements><potik:assignment person="= 1 +"/></bpmn:extensionElements></bpmn:userTask>${flows('start -> a -> b -> c -> d')}`),
    );
    expect(result.ok).toBe(false);
    if (!result.ok)
      expect(result.problems.map(({ code, elementId }) => `${elementId} ${code}`)).toEqual([
        'a task.implementation',
        'b call.missing',
        'c script.language',
        'd expression.invalid',
      ]);
  });
});
