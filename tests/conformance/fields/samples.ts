/**
 * One sample a field type: values that are taken with their normal forms, values that are refused with their codes, cells
 * of spreadsheets. The suites in `tests/unit/metadata/fields` and `tests/integration/server/records` run over all of them;
 * a field type without a sample fails there.
 */

import { choiceSamples } from './samples/choice.ts';
import { contactSamples } from './samples/contact.ts';
import { fileSamples } from './samples/file.ts';
import { numberSamples } from './samples/number.ts';
import { otherSamples } from './samples/other.ts';
import { relationSamples } from './samples/relation.ts';
import type { FieldSample } from './samples/sample.ts';
import { textSamples } from './samples/text.ts';
import { timeSamples } from './samples/time.ts';

export const SAMPLES: Readonly<Record<string, FieldSample>> = {
  ...textSamples,
  ...contactSamples,
  ...choiceSamples,
  ...numberSamples,
  ...timeSamples,
  ...relationSamples,
  ...fileSamples,
  ...otherSamples,
};
