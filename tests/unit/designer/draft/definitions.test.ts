/** What definitions are called in lists: diagrams by the names in their file, in the language of whoever reads. */

import { expect, test } from 'vitest';
import { definitionsOf } from '#metadata/definition.ts';
import { textOf } from '#metadata/label.ts';
import { template } from '#tests/support/templates.ts';
import { nameOf } from '../../../../designer/draft/definitions.ts';

const crm = template('crm').registry.configuration;
const called = (language: string) => (label: Parameters<typeof textOf>[0], key: string) =>
  textOf(label, language, key);

test('a process bears its name of the language; what has no other name keeps the one it was drawn with', () => {
  const [process] = definitionsOf(crm, 'process').filter(({ key }) => key === 'deal_approval');
  expect(nameOf(process!, called('en'))).toBe('Deal approval');
  expect(nameOf(process!, called('uk'))).toBe('Погодження угоди');
  expect(nameOf(process!, called('ru'))).toBe('Согласование сделки');

  const plain = {
    ...process!,
    content:
      '<process id="p" name="A &amp; B"><task id="t"><extensionElements><label language="uk" text="ні"/></extensionElements></task></process>',
  };
  expect(nameOf(plain, called('uk'))).toBe('A & B');
});

test('a decision bears its name of the language, behind its description', () => {
  const [decision] = definitionsOf(crm, 'decision').filter(({ key }) => key === 'approval_level');
  expect(nameOf(decision!, called('en'))).toBe('Approval level');
  expect(nameOf(decision!, called('uk'))).toBe('Рівень погодження');
  expect(nameOf(decision!, called('ru'))).toBe('Уровень согласования');
});
