/** Text on one line: names, numbers of documents, short answers. */

import { problem } from '../failures.ts';
import { lineType } from '../field-parts/line-type.ts';
import { matcher } from '../field-parts/pattern.ts';
import { say } from '../field-parts/setting-sentences.ts';
import { bad, ok } from './field-type.ts';

interface Settings {
  readonly maxLength: number;
  readonly pattern: string | null;
  readonly patternHelp: string | null;
  readonly letters: 'as_typed' | 'upper' | 'lower';
}

export const text = lineType<Settings>({
  key: 'text',
  label: { en: 'Text', uk: 'Текст', ru: 'Текст' },
  schema: {
    max_length: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000,
      description: 'Most characters allowed; 255 when not given.',
    },
    pattern: { type: 'string', description: 'Regular expression (RE2) the whole text must match.' },
    pattern_help: {
      type: 'string',
      description: 'The form asked for, in words or as an example; shown when the text does not match.',
    },
    letters: {
      enum: ['as_typed', 'upper', 'lower'],
      description: 'Turns what is typed into capital or small letters.',
    },
  },
  settings: (definition) => ({
    maxLength: (definition.max_length as number | undefined) ?? 255,
    pattern: (definition.pattern as string | undefined) ?? null,
    patternHelp: (definition.pattern_help as string | undefined) ?? null,
    letters: (definition.letters as Settings['letters'] | undefined) ?? 'as_typed',
  }),
  check({ settings }) {
    return settings.pattern !== null && matcher(settings.pattern) === null
      ? [{ path: ['pattern'], why: say('setting_pattern', { pattern: settings.pattern }) }]
      : [];
  },
  maxLength: (settings) => settings.maxLength,
  normal(line, field) {
    const { pattern, patternHelp, letters } = field.settings;
    const value = { as_typed: line, upper: line.toUpperCase(), lower: line.toLowerCase() }[letters];
    if (pattern !== null && matcher(pattern)?.matches(value) === false)
      return bad(problem('pattern', { field: field.name, expected: patternHelp ?? pattern }));
    return ok(value);
  },
});
