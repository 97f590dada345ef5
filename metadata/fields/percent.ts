/** A percentage as people say it: 12.5 stands for 12.5 %. In expressions it is that number; divide by 100 to take a share. */

import { nullOr, toNumber } from '../field-parts/conversion.ts';
import { limitText, type NumberLimits } from '../field-parts/number-value.ts';
import { decimal } from './decimal.ts';
import { defineFieldType } from './field-type.ts';

export const percent = defineFieldType<NumberLimits>({
  ...decimal,
  key: 'percent',
  label: { en: 'Percent', uk: 'Відсоток', ru: 'Процент' },
  schema: {
    scale: {
      type: 'integer',
      minimum: 0,
      maximum: 8,
      description: 'Digits behind the decimal point; 2 when not given.',
    },
    min: { type: ['number', 'string'], description: 'Smallest value allowed.' },
    max: { type: ['number', 'string'], description: 'Largest value allowed.' },
  },
  settings: (definition) => ({
    scale: (definition.scale as number | undefined) ?? 2,
    digits: 7,
    min: limitText(definition.min),
    max: limitText(definition.max),
  }),
  readText: (text, field, conventions) => decimal.readText(text.replace(/%\s*$/, ''), field, conventions),
  convert(source, field) {
    const number = toNumber(source, decimal.columns(field)[0]!.sql, field.settings.digits);
    return nullOr(number);
  },
  control: 'percent',
});
