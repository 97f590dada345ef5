import { describe, expect, test } from 'vitest';
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import { configurationOf } from '#metadata/definition.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { checkShape } from '../../../designer/definition/check-shape.ts';
import { firstContent } from '../../../designer/definition/first-content.ts';
import { placedKeys, withItems } from '../../../designer/process/form-content.ts';

const { registry } = buildRegistry(configurationOf(PEOPLE_DEFINITIONS));

describe('the check of shapes in the page', () => {
  test('accepts the definitions of the platform itself', () => {
    for (const { kind, content } of PEOPLE_DEFINITIONS) expect(checkShape(kind, content)).toEqual([]);
  });

  test('names the place and the nearest key', () => {
    const content = { title: '{name}', fields: { name: { type: 'text', requierd: true } } };
    const [problem] = checkShape('entity', content);
    expect(problem?.path).toEqual(['fields', 'name', 'requierd']);
    expect(problem?.message).toContain('Did you mean "required"?');
  });

  test('tells an unknown type of field and a missing setting', () => {
    const of = (field: object) => checkShape('entity', { fields: { a: field } } as never)[0]?.message;
    expect(of({ type: 'txt' })).toContain('Did you mean "text"?');
    expect(of({ type: 'lookup' })).toBe('The key "to" is missing.');
    expect(of({ type: 'integer', min: 1.5 })).toBe('This must be a whole number.');
  });
});

describe('what a new definition begins with', () => {
  const given = {
    key: 'first',
    label: { en: 'First "A" & B' },
    name: 'First "A" & B',
    entity: 'user',
    registry,
  };

  test.each(['pipeline', 'form', 'view', 'role', 'menu', 'extension', 'task_types'])(
    'a %s keeps to its schema',
    (kind) => {
      expect(checkShape(kind, firstContent(kind, given))).toEqual([]);
    },
  );

  test('a process is read, with its name; only the dead end of its start is to be mended', async () => {
    const result = await deploy(String(firstContent('process', given)));
    const problems = result.ok ? result.warnings : result.problems;
    expect(problems.filter(({ code }) => code.startsWith('xml'))).toEqual([]);
    if (result.ok) expect(result.processes[0]?.name).toBe('First "A" & B');
  });

  test('a decision can be deployed', () => {
    const result = deployDecisions([{ name: 'first', xml: String(firstContent('decision', given)) }]);
    expect(result.ok ? [] : result.problems).toEqual([]);
  });
});

describe('the fields of a form', () => {
  const form = {
    sections: [
      { label: { en: 'One' }, fields: ['a', ['b', { field: 'c', required: true }]] },
      { fields: [{ text: { en: 'Note' } }, 'd'] },
    ],
  };

  test('are listed through rows and items with settings', () => {
    expect(placedKeys(form)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('go and come without moving what stays', () => {
    const next = withItems(form, ['a', 'c', 'd', 'e']);
    expect(next.sections).toEqual([
      { label: { en: 'One' }, fields: ['a', { field: 'c', required: true }] },
      { fields: [{ text: { en: 'Note' } }, 'd', 'e'] },
    ]);
  });

  test('keep their settings in another order', () => {
    const next = withItems(form, ['c', 'a', 'b', 'd']);
    expect(next.sections).toEqual([
      { label: { en: 'One' }, fields: [{ field: 'c', required: true }, 'a', 'b', 'd'] },
    ]);
  });
});
