/** Passwords: scrypt with its parameters kept beside the hash, so that they can be raised later (OWASP's values of 2025). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What each guess costs whoever has the hashes. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const OWASP: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 32;

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

export interface Passwords {
  /** `scrypt$N$r$p$salt$hash`; runs in the thread pool. */
  hash(password: string): Promise<string>;
  /** Takes as long for an unknown person (`stored` null) as for a known one. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

/** @param cost of new hashes; only tests take a lower one */
export function createPasswords(cost: PasswordCost = OWASP): Passwords {
  const unknown = stored(cost, Buffer.alloc(16), Buffer.alloc(LENGTH));
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return stored(cost, salt, await derive(password, salt, cost));
    },
    async verify(password, kept) {
      const [, N, r, p, salt, hash] = (kept ?? unknown).split('$');
      const own = { N: Number(N), r: Number(r), p: Number(p) };
      const actual = await derive(password, Buffer.from(salt!, 'base64url'), own);
      return timingSafeEqual(Buffer.from(hash!, 'base64url'), actual) && kept !== null;
    },
  };
}

// helpers //////////

function stored({ N, r, p }: PasswordCost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Equal passwords typed with different Unicode compositions are the same password.
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
