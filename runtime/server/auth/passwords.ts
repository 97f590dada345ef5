/** Passwords: scrypt with its parameters kept beside the hash, so that they can be raised later (OWASP's values of 2025). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const PARAMETERS = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 32;

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** `scrypt$N$r$p$salt$hash`; runs in the thread pool. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p } = PARAMETERS;
  const hash = await derive(password, salt, PARAMETERS);
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes as long for an unknown person (`stored` null) as for a known one. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt, hash] = (stored ?? UNKNOWN).split('$');
  const expected = Buffer.from(hash!, 'base64url');
  const actual = await derive(password, Buffer.from(salt!, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(expected, actual) && stored !== null;
}

// helpers //////////

const UNKNOWN = `scrypt$${PARAMETERS.N}$8$3$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(LENGTH).toString('base64url')}`;

function derive(password: string, salt: Buffer, { N, r, p }: typeof PARAMETERS): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Equal passwords typed with different Unicode compositions are the same password.
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
