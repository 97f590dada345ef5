import { expect, test } from 'vitest';
import { createPasswords } from '../../../../../runtime/server/auth/passwords.ts';

const cheap = createPasswords({ N: 2 ** 4, r: 8, p: 1 });

test('a password is known again, another and none are not', async () => {
  const stored = await cheap.hash('correct horse battery');
  expect(await cheap.verify('correct horse battery', stored)).toBe(true);
  expect(await cheap.verify('correct horse batterY', stored)).toBe(false);
  expect(await cheap.verify('correct horse battery', null)).toBe(false);
  expect(await cheap.hash('correct horse battery')).not.toBe(stored);
});

test('letters composed differently are the same password', async () => {
  expect(await cheap.verify('caf\u00e9 au lait', await cheap.hash('cafe\u0301 au lait'))).toBe(true);
});

test('a hash of another cost is known too, and new ones cost what OWASP recommends', async () => {
  const stored = await createPasswords().hash('correct horse battery');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await cheap.verify('correct horse battery', stored)).toBe(true);
});
