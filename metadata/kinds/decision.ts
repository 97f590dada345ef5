/** A DMN file. The engine checks and evaluates it; here it is text with the ids of the decisions in it. */
import { defineKind, NC_NAME, type Use } from './kind.ts';

export const decision = defineKind({
  key: 'decision',
  label: { en: 'Decision', uk: 'Рішення (DMN)', ru: 'Решение (DMN)' },
  folder: 'decisions',
  extension: '.dmn',
  keys: NC_NAME,
  *uses(): Iterable<Use> {},
});
