/** The content of a solution while it is edited. */
import { expect, test } from 'vitest';
import {
  isRange,
  isVersion,
  withParts,
  withRequired,
} from '../../../../designer/solution/solution-content.ts';

const CRM = { key: 'crm', title: 'CRM', version: '1.0.0' };

test('what it stands on comes and goes, and leaves nothing behind', () => {
  const stands = withRequired(CRM, 'people', '^1.0');
  expect(stands).toEqual({ ...CRM, requires: { people: '^1.0' } });
  expect(withRequired(stands, 'people', '~2')).toMatchObject({ requires: { people: '~2' } });
  expect(withRequired(stands, 'people', null)).toEqual(CRM);
  expect(withParts({ ...CRM, author: 'We' }, { author: undefined })).toEqual(CRM);
});

test('versions and ranges are told from what is half typed', () => {
  expect(['1.0.0', '10.2.33'].every(isVersion)).toBe(true);
  expect(['1.0', '1.0.', 'v1.0.0'].some(isVersion)).toBe(false);
  expect(['^1.0', '~2', '1.2.3'].every(isRange)).toBe(true);
  expect(['>=1', '^', '1.x'].some(isRange)).toBe(false);
});
