/** Programs that imported diagrams name, and the lines by which something of the platform stands for them. */
import { expect, test } from 'vitest';
import { applyChange } from '#metadata/change.ts';
import { type Configuration, configurationOf } from '#metadata/definition.ts';
import { foreignTasks, lineFor, lineOf, mapTask } from '../../../../designer/draft/foreign-tasks.ts';

const ARCHIVE = { kind: 'java_class', name: 'com.example.Archive' } as const;
const DIAGRAM = `<bpmn:serviceTask id="a" camunda:class="com.example.Archive"/>
  <bpmn:serviceTask id="b" camunda:delegateExpression="\${mail &amp; more}"/>
  <bpmn:sendTask id="c" camunda:class="com.example.Archive"/>`;

const imported = configurationOf([
  { kind: 'process', key: 'invoice', solution: 'main', content: DIAGRAM },
] as never);

test('each program that a diagram names is found once', () => {
  expect(foreignTasks(imported)).toEqual([ARCHIVE, { kind: 'delegate', name: '${mail & more}' }]);
});

test('the first mapping makes a table in the solution; the next are added to it', () => {
  // when two programs are mapped
  const first = mapped(imported, lineFor(ARCHIVE, { task: 'log.write', inputs: { message: 'Archived' } }));
  const second = mapped(
    first,
    lineFor({ kind: 'delegate', name: '${mail}' }, { task: 'log.write', inputs: {} }),
  );

  // then both lines stand in one table
  expect([...second.definitions.keys()]).toEqual(['process/invoice', 'task_types/imported']);
  expect(lineOf(second, ARCHIVE)).toEqual({
    java_class: 'com.example.Archive',
    task: 'log.write',
    inputs: { message: 'Archived' },
  });
  expect(lineOf(second, { kind: 'delegate', name: '${mail}' })).toEqual({
    delegate: '${mail}',
    task: 'log.write',
  });
});

test('a program mapped again has its line replaced where it stands, in whatever solution', () => {
  const first = mapped(imported, lineFor(ARCHIVE, { task: 'log.write', inputs: {} }), 'other');
  const second = mapped(first, lineFor(ARCHIVE, { task: 'record.create', inputs: {} }), 'main');
  expect(second.definitions.get('task_types/imported')).toMatchObject({
    solution: 'other',
    content: { map: [{ java_class: 'com.example.Archive', task: 'record.create' }] },
  });
});

// helpers //////////

function mapped(configuration: Configuration, line: ReturnType<typeof lineFor>, solution = 'main') {
  const applied = applyChange(configuration, mapTask(configuration, solution, line));
  if (!applied.ok) throw new Error(applied.message);
  return applied.configuration;
}
