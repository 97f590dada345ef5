/** What the settings of a field can't be together, beyond what its schema says: sentences by code. */
import { saying } from '../said.ts';

export const SETTING_SENTENCES = {
  setting_both: 'A field has a formula or a rollup, not both.',
  setting_calculated: 'A calculated field can not have "{name}".',
  setting_not_calculated: 'A field of type {type} can not be calculated.',
  setting_not_unique: 'A field of type {type} can not be unique.',
  setting_pattern: '"{pattern}" is not a regular expression (RE2 syntax).',
} as const;

export const say = saying(SETTING_SENTENCES);
