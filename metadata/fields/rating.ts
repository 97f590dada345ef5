/** Stars: a whole number from 1 to the most. */

import type { NumberLimits } from '../field-parts/number-value.ts';
import { defineFieldType } from './field-type.ts';
import { integer } from './integer.ts';

export const rating = defineFieldType<NumberLimits>({
  ...integer,
  key: 'rating',
  label: { en: 'Rating', uk: 'Оцінка', ru: 'Оценка' },
  schema: {
    max: { type: 'integer', minimum: 2, maximum: 10, description: 'Number of stars; 5 when not given.' },
  },
  settings: (definition) => ({
    scale: 0,
    digits: 2,
    min: '1',
    max: String((definition.max as number | undefined) ?? 5),
  }),
  columns: () => [{ suffix: '', sql: 'smallint' }],
  control: 'rating',
});
