/** Forms as rows in sections and back: files stay as short as they were, items are moved, placed and taken away. */
import { expect, test } from 'vitest';
import { definitionsOf } from '#metadata/definition.ts';
import type { FormDefinition } from '#metadata/schemas/generated/definitions.ts';
import { template } from '#tests/support/templates.ts';
import {
  movedItem,
  nudged,
  placed,
  placedFields,
  type SectionRows,
  sectionsOf,
  withItem,
  withSections,
} from '../../../../designer/form/form-layout.ts';

const FORM = {
  entity: 'deal',
  sections: [
    { fields: ['name', ['customer', { field: 'contact', show: 'customer != null' }]] },
    { label: { en: 'Terms' }, fields: ['discount'] },
  ],
} as unknown as FormDefinition;

/** Fields row by row, sections apart. */
const rows = (sections: readonly SectionRows[]) =>
  sections.map(({ rows: all }) => all.map((row) => row.map(({ field }) => field).join('+')).join(' '));

test.each(definitionsOf(template('crm').registry.configuration, 'form').map((form) => [form.key, form]))(
  'the form %s comes back as it was',
  (_key, { content }) => {
    const form = content as unknown as FormDefinition;
    expect(withSections(form, sectionsOf(form))).toEqual(form);
  },
);

test('items go beside others, into rows of their own and to other sections', () => {
  const sections = sectionsOf(FORM);
  expect(rows(sections)).toEqual(['name customer+contact', 'discount']);

  const beside = movedItem(sections, { section: 0, row: 0, at: 0 }, { section: 0, row: 1, at: 1 });
  expect(rows(beside.sections)).toEqual(['customer+name+contact', 'discount']);
  expect(beside.place).toEqual({ section: 0, row: 0, at: 1 });

  const own = movedItem(sections, { section: 0, row: 1, at: 1 }, { section: 1, row: 0, at: null });
  expect(rows(own.sections)).toEqual(['name customer', 'contact discount']);

  const within = movedItem(sections, { section: 0, row: 1, at: 0 }, { section: 0, row: 1, at: 2 });
  expect(rows(within.sections)).toEqual(['name contact+customer', 'discount']);
});

test('the keyboard goes everywhere the mouse goes', () => {
  const press = (
    sections: readonly SectionRows[],
    place: { section: number; row: number; at: number },
    key: string,
  ) => {
    const spot = nudged(sections, place, key);
    return spot ? rows(movedItem(sections, place, spot).sections) : null;
  };
  const sections = sectionsOf(FORM);
  expect(press(sections, { section: 0, row: 0, at: 0 }, 'ArrowUp')).toBeNull();
  expect(press(sections, { section: 0, row: 0, at: 0 }, 'ArrowDown')).toEqual([
    'customer+contact name',
    'discount',
  ]);
  expect(press(sections, { section: 0, row: 1, at: 1 }, 'ArrowUp')).toEqual([
    'name contact customer',
    'discount',
  ]);
  expect(press(sections, { section: 0, row: 1, at: 0 }, 'ArrowRight')).toEqual([
    'name contact+customer',
    'discount',
  ]);
  expect(press(sections, { section: 1, row: 0, at: 0 }, 'ArrowUp')).toEqual([
    'name customer+contact discount',
    '',
  ]);
});

test('a full row gets no more; what says nothing is not written', () => {
  const full = [{ rows: [['a', 'b', 'c', 'd'].map((field) => ({ field }))] }];
  expect(rows(placed(full, { field: 'e' }, { section: 0, row: 0, at: 2 }))).toEqual(['a+b+c+d e']);

  const asked = withItem(sectionsOf(FORM), { section: 1, row: 0, at: 0 }, (item) => ({
    ...item,
    required: true,
    show: undefined,
  }));
  expect(withSections(FORM, asked).sections?.[1]?.fields).toEqual([{ field: 'discount', required: true }]);
  expect(placedFields(asked)).toEqual(['name', 'customer', 'contact', 'discount']);
});
