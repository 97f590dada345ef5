import { expect, test } from 'vitest';
import { becomes, type Split, splitChange } from '../../../../designer/data-model/split-content.ts';

const CONTENT = { type: 'choice', options: { won_big: 'Won, large', won_small: 'Won, small', lost: 'Lost' } };

test('an option stays itself and says nothing in the second choice, unless something else is said', () => {
  // given
  const split: Split = {
    options: { won: 'Won', lost: 'Lost' },
    second: { key: 'size', label: 'Size', options: { large: 'Large', small: 'Small' } },
    said: { won_big: ['won', 'large'], won_small: ['won', 'tiny'] },
  };

  // then what is no option any more is nothing
  expect(becomes(split, 'won_big')).toEqual(['won', 'large']);
  expect(becomes(split, 'won_small')).toEqual(['won', null]);
  expect(becomes(split, 'lost')).toEqual(['lost', null]);
  expect(splitChange('entity/deal', 'state', CONTENT, split)).toEqual({
    change: 'split_choice',
    definition: 'entity/deal',
    field: 'state',
    content: { type: 'choice', options: { won: 'Won', lost: 'Lost' } },
    second: 'size',
    secondContent: { type: 'choice', label: 'Size', options: { large: 'Large', small: 'Small' } },
    values: { won_big: ['won', 'large'], won_small: ['won', null], lost: ['lost', null] },
  });
});

test('there is no change while the second choice has no name, key or options', () => {
  const second = { key: 'size', label: 'Size', options: { large: 'Large' } };
  for (const missing of [{ key: '' }, { label: undefined }, { options: undefined }])
    expect(
      splitChange('entity/deal', 'state', CONTENT, {
        options: CONTENT.options,
        second: { ...second, ...missing },
        said: {},
      }),
    ).toBeNull();
});
