/**
 * Keys of programs. A key stands for a person and narrows what they may do to its scopes; the key itself is told once and kept as
 * a hash. Making and removing keys is for people at their screens and is audited.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { CreateKey, KeyList, NewKey } from '../../api/keys.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import { isId, newId } from '../ids.ts';
import { notFound, Rejection } from '../rejection.ts';
import { deleteKey, findKeyByToken, insertKey, keysOf, touchKey } from '../store/api-keys.ts';
import { writeAudit } from '../store/sessions.ts';
import { personPrincipal } from './person-principal.ts';
import type { Principal } from './principal.ts';
import { remembered } from './remembered.ts';

export interface ApiKeys {
  principalOf(token: string): Promise<Principal | null>;
  list(principal: Principal): Promise<KeyList>;
  create(principal: Principal, input: CreateKey): Promise<NewKey>;
  remove(principal: Principal, id: string): Promise<void>;
  /** This node forgets (called for the channel `sessions`). */
  forget(): void;
}

export interface ApiKeysOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Zone of people who have not chosen one. */
  readonly zone: string;
}

/** Tells keys from other secrets, for people and for programs that look for leaked ones. */
const PREFIX = 'potik_';
const SHOWN = PREFIX.length + 6;
const MOST = 50;
const DAY = 86_400_000;
const HOUR = 3_600_000;

export function createApiKeys({ db, clock, zone }: ApiKeysOptions): ApiKeys {
  const known = remembered(clock, async (token) => {
    if (!token.startsWith(PREFIX)) return null;
    const now = clock.now();
    const key = await findKeyByToken(db, hashOf(token), new Date(now));
    const person = key && (await personPrincipal(db, key.personId, zone));
    if (!key || !person) return null;
    if (key.usedAt === null || now - Date.parse(key.usedAt) > HOUR) await touchKey(db, key.id, new Date(now));
    const until = key.expiresAt === null ? null : Date.parse(key.expiresAt);
    return Object.freeze({ ...person, key: { id: key.id, name: key.name, scopes: key.scopes, until } });
  });

  return {
    async principalOf(token) {
      const principal = await known.principalOf(token);
      const until = principal?.key?.until ?? null;
      return until !== null && until <= clock.now() ? null : principal;
    },
    async list({ personId }) {
      return { items: await keysOf(db, personId!) };
    },
    async create({ personId }, { name, scopes, days }) {
      const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
      const now = clock.now();
      const expiresAt = days ? new Date(now + days * DAY) : null;
      const at = new Date(now);
      return db.transaction(async (tx) => {
        if ((await keysOf(tx, personId!)).length >= MOST)
          throw new Rejection({
            status: 409,
            code: 'too_many_keys',
            message: `You have ${MOST} keys already. Remove one that is not used any more.`,
          });
        const key = await insertKey(tx, {
          id: newId(now),
          personId: personId!,
          name: name.trim(),
          tokenHash: hashOf(token),
          start: token.slice(0, SHOWN),
          scopes,
          now: at,
          expiresAt,
        });
        await writeAudit(tx, {
          at,
          personId,
          deed: 'key.created',
          detail: { key: key.id, name: key.name, scopes },
        });
        return { key, token };
      });
    },
    async remove({ personId }, id) {
      await db.transaction(async (tx) => {
        if (!isId(id) || !(await deleteKey(tx, id, personId!))) throw notFound('key');
        await writeAudit(tx, {
          at: new Date(clock.now()),
          personId,
          deed: 'key.removed',
          detail: { key: id },
        });
        await notify(tx, 'sessions');
      });
      known.forget();
    },
    forget: () => known.forget(),
  };
}

// helpers //////////

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
