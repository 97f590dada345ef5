/** Samples of files and pictures. */
import { type FieldSample, ID } from './sample.ts';

const PNG = 'data:image/png;base64,iVBORw0KGgo=';

export const fileSamples: Readonly<Record<string, FieldSample>> = {
  file: {
    definition: { type: 'file' },
    good: [
      [ID, ID],
      [{ id: ID, name: 'a.pdf' }, ID],
    ],
    bad: [['a.pdf', 'not_a_file']],
  },
  image: { definition: { type: 'image' }, good: [[ID, ID]], bad: [['a.png', 'not_a_file']] },
  signature: {
    definition: { type: 'signature' },
    good: [[PNG, PNG]],
    bad: [
      ['data:image/svg+xml;base64,AAAA', 'not_a_signature'],
      [5, 'not_a_signature'],
      [`data:image/png;base64,${'A'.repeat(210_000)}`, 'too_much_data'],
    ],
  },
};
