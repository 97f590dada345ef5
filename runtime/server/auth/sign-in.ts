/** Signing in with e-mail and password: slow for guessers, the same answer for a wrong password and an unknown person. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import { personByEmail } from '../store/people.ts';
import { findPassword, writeAudit } from '../store/sessions.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';

export type SignIn = (credentials: {
  email: string;
  password: string;
  address: string;
  agent: string;
}) => Promise<{ token: string; expiresAt: Date }>;

export function createSignIn({
  db,
  sessions,
  passwords,
  clock,
}: {
  db: Queryable;
  sessions: Sessions;
  passwords: Passwords;
  clock: Clock;
}): SignIn {
  // By person: ten tries in a quarter of an hour. By address: many people may share one.
  const byPerson = new RateLimiterMemory({ points: 10, duration: 900 });
  const byAddress = new RateLimiterMemory({ points: 100, duration: 900 });

  return async ({ email, password, address, agent }) => {
    const name = email.trim().toLowerCase();
    await spend(byAddress, network(address));
    await spend(byPerson, name);
    const person = await personByEmail(db, name);
    const stored = person ? await findPassword(db, person.id) : null;
    const right = await passwords.verify(password, stored);
    const at = new Date(clock.now());
    if (!person || !right || !person.active) {
      await writeAudit(db, {
        at,
        personId: person?.id ?? null,
        deed: 'sign_in_refused',
        detail: { email: name, address },
      });
      throw new Rejection({
        status: 401,
        code: 'wrong_credentials',
        message: 'E-mail address or password is wrong.',
      });
    }
    await byPerson.delete(name);
    await writeAudit(db, { at, personId: person.id, deed: 'signed_in', detail: { address } });
    return sessions.begin(person.id, agent);
  };
}

// helpers //////////

/** IPv6 addresses count by their /64: one household has billions of them. */
function network(address: string): string {
  return address.includes(':') && !address.startsWith('::ffff:')
    ? address.split(':').slice(0, 4).join(':')
    : address;
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.ceil(error.msBeforeNext / 60_000);
    throw new Rejection({
      status: 429,
      code: 'too_many_tries',
      message: `Too many tries to sign in. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    });
  }
}
