/** What a field type's sample holds; see `../samples.ts`. */
import type { FailureCode } from '#metadata/failures.ts';
import type { FieldDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';

export interface FieldSample {
  readonly definition: FieldDefinition;
  /** What comes in → its normal form. */
  readonly good: readonly (readonly [Json, Json])[];
  readonly bad: readonly (readonly [Json, FailureCode])[];
  /** Cell → normal form (of references: the text that is looked up). */
  readonly texts?: readonly (readonly [string, Json])[];
  readonly badTexts?: readonly string[];
}

/** Stands for a record that may or may not be there. */
export const ID = '01934b2e-7c11-7000-8000-00000000abcd';
