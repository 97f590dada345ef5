/** What the parts of the decision's editor are handed. */
import type { Edit } from '../draft/use-content.ts';

export interface DecisionEditing {
  /** The file. */
  readonly xml: string;
  readonly edit: Edit<string>;
}

/** Types that a column may have; others come from the file's own item definitions. */
export const TYPES = [
  'string',
  'number',
  'boolean',
  'date',
  'dateTime',
  'time',
  'dayTimeDuration',
  'yearMonthDuration',
  'Any',
] as const;
