/** Samples of references to other records. */
import { type FieldSample, ID } from './sample.ts';

export const relationSamples: Readonly<Record<string, FieldSample>> = {
  lookup: {
    definition: { type: 'lookup', to: 'sample' },
    good: [
      [ID, ID],
      [{ id: ID.toUpperCase(), title: 'x' }, ID],
    ],
    bad: [
      ['5', 'not_a_record'],
      [{}, 'not_a_record'],
    ],
    texts: [
      [' ALFKI ', 'ALFKI'],
      ['', null],
    ],
  },
  any_lookup: {
    definition: { type: 'any_lookup', to: ['sample', 'user'] },
    good: [
      [
        { entity: 'sample', id: ID },
        { entity: 'sample', id: ID },
      ],
    ],
    bad: [
      [ID, 'unknown_entity'],
      [{ entity: 'team', id: ID }, 'unknown_entity'],
      [{ entity: 'sample' }, 'not_a_record'],
    ],
  },
  user: { definition: { type: 'user' }, good: [[ID, ID]], bad: [['me', 'not_a_record']] },
  parent: { definition: { type: 'parent' }, good: [[ID, ID]], bad: [[7, 'not_a_record']] },
  children: {
    definition: { type: 'children', of: 'sample', by: 'f_parent' },
    good: [[[{ name: 'x' }], [{ name: 'x' }]]],
    bad: [['x', 'not_a_list']],
  },
  links: {
    definition: { type: 'links', to: 'team' },
    good: [
      [[ID], [{ team: ID }]],
      [[{ team: ID }], [{ team: ID }]],
    ],
    bad: [['x', 'not_a_list']],
  },
};
