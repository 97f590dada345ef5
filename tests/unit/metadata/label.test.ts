import { expect, it } from 'vitest';
import { allTexts, textOf, wordsOf } from '#metadata/label.ts';

it('takes the asked language, then English, Ukrainian, Russian, any, at last the key in words', () => {
  expect(textOf({ en: 'Deal', uk: 'Угода' }, 'uk', 'deal')).toBe('Угода');
  expect(textOf({ en: 'Deal', uk: 'Угода' }, 'ru', 'deal')).toBe('Deal');
  expect(textOf({ ru: 'Сделка', pl: 'Umowa' }, 'en', 'deal')).toBe('Сделка');
  expect(textOf({ pl: 'Umowa' }, 'en', 'deal')).toBe('Umowa');
  expect(textOf(undefined, 'en', 'loss_reason')).toBe('Loss reason');
  expect(textOf('Deal', 'ru', 'x')).toBe('Deal');
  expect(textOf({ en: '' }, 'en', 'close_date')).toBe('Close date');
});

it('does not take inherited properties for languages', () => {
  expect(textOf({ en: 'Deal' }, 'toString', 'deal')).toBe('Deal');
});

it('lists every text of a label', () => {
  expect(allTexts({ en: 'Yes', uk: 'Так' })).toEqual(['Yes', 'Так']);
  expect(allTexts('Yes')).toEqual(['Yes']);
  expect(allTexts(undefined)).toEqual([]);
  expect(wordsOf('a')).toBe('A');
});
