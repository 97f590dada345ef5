/**
 * Who a cookie stands for. Sessions live in the database; each node remembers what it looked up for a moment and forgets at
 * once when any session, role or person changes (channel `sessions`), so that a withdrawn right is gone within a second.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  setViewAs,
  touchSession,
} from '../store/sessions.ts';
import { personPrincipal } from './person-principal.ts';
import type { Principal } from './principal.ts';
import { remembered } from './remembered.ts';

export interface Sessions {
  /** Starts a session; the token goes into the cookie and nowhere else. */
  begin(personId: string, agent: string): Promise<{ token: string; expiresAt: Date }>;
  principalOf(token: string): Promise<Principal | null>;
  end(token: string): Promise<void>;
  /** The session looks at the platform as another person, or with null as its own again. */
  viewAs(on: Queryable, token: string, personId: string | null): Promise<void>;
  /** Ends all sessions of a person but one. */
  endAll(personId: string, except: string | null): Promise<void>;
  /** Something that rights depend on has changed: every node forgets what it remembers. */
  changed(on: Queryable): Promise<void>;
  /** This node forgets (called for the channel `sessions`). */
  forget(): void;
}

export interface SessionsOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  /** Zone of people who have not chosen one. */
  readonly zone: string;
}

const DAY = 86_400_000;
/** A session ends after a week without use, and after a month in any case. */
const IDLE = 7 * DAY;
const LONGEST = 30 * DAY;
const TOUCH_AFTER = 3_600_000;
export function createSessions({ db, clock, zone }: SessionsOptions): Sessions {
  const known = remembered(clock, async (token) => {
    const now = clock.now();
    const session = await findSession(db, hashOf(token), new Date(now));
    if (!session) return null;
    const principal = await personPrincipal(db, session.personId, zone);
    if (!principal) return null;
    if (now - Date.parse(session.seenAt) > TOUCH_AFTER) {
      const latest = Date.parse(session.createdAt) + LONGEST;
      await touchSession(db, hashOf(token), new Date(now), new Date(Math.min(now + IDLE, latest)));
    }
    const seen = session.viewAs === null ? null : await personPrincipal(db, session.viewAs, zone);
    return seen ? Object.freeze({ ...seen, viewer: principal }) : principal;
  });

  return {
    async begin(personId, agent) {
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      const expiresAt = new Date(now + IDLE);
      await insertSession(db, {
        tokenHash: hashOf(token),
        personId,
        now: new Date(now),
        expiresAt,
        agent: agent.slice(0, 300),
      });
      return { token, expiresAt: new Date(now + LONGEST) };
    },
    principalOf: known.principalOf,
    async end(token) {
      await deleteSession(db, hashOf(token));
      known.forget(token);
      await notify(db, 'sessions');
    },
    async viewAs(on, token, personId) {
      await setViewAs(on, hashOf(token), personId);
      await notify(on, 'sessions');
    },
    async endAll(personId, except) {
      await deleteSessionsOf(db, personId, except ? hashOf(except) : null);
      known.forget();
      await notify(db, 'sessions');
    },
    async changed(on) {
      await notify(on, 'sessions');
    },
    forget: () => known.forget(),
  };
}

// helpers //////////

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
