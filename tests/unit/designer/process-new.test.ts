/** What a new process begins with, and what is offered as a task. */
import { expect, test } from 'vitest';
import { deploy } from '#engine/deploy.ts';
import { newProcessXml } from '../../../designer/draft/new-models.ts';
import { inPlaceOf } from '../../../designer/process/task-entries.ts';

test('a process about records of an entity has the record as a variable that must be given', async () => {
  const result = await deploy(newProcessXml('leave', 'Leave & rest', 'leave_request'), { drafts: true });
  expect(result.ok && result.processes[0]!.context.variables).toMatchObject([
    { name: 'leave_request', type: { kind: 'record', entity: 'leave_request' }, required: true },
  ]);
});

test('one about none has no variables', async () => {
  const result = await deploy(newProcessXml('leave', 'Leave', null), { drafts: true });
  expect(result.ok && result.processes[0]!.context.variables).toEqual([]);
});

test('entries take the place of another in its order', () => {
  const entries = inPlaceOf({ first: 1, task: 2, last: 3 }, 'task', { person: 4, service: 5 });
  expect(Object.keys(entries)).toEqual(['first', 'person', 'service', 'last']);
  expect(inPlaceOf({ first: 1 }, 'task', { person: 4 })).toEqual({ first: 1 });
});
