/** A colour as `#rrggbb`. */
import { problem, shown } from '../failures.ts';
import { lineType } from '../field-parts/line-type.ts';
import { bad, ok } from './field-type.ts';

export const colour = Object.freeze({
  ...lineType({
    key: 'colour',
    label: { en: 'Colour', uk: 'Колір', ru: 'Цвет' },
    schema: {},
    settings: () => null,
    maxLength: () => 9,
    normal(line, field) {
      const match = /^#?(?:([\da-f]{6})|([\da-f])([\da-f])([\da-f]))$/i.exec(line);
      if (!match) return bad(problem('not_a_colour', { field: field.name, value: shown(line) }));
      const [, six, r, g, b] = match;
      return ok(`#${(six ?? `${r}${r}${g}${g}${b}${b}`).toLowerCase()}`);
    },
    like: { pattern: '^#[0-9a-f]{6}$', lower: true },
  }),
  // A part of a colour is none.
  operators: ['=', '!=', 'in', 'not_in', 'empty', 'not_empty'],
});
