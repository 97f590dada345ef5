/**
 * `Idempotency-Key` on a POST: the first request runs, a repetition gets its reply. A request that was cut off by a crash
 * is told as such, for nobody knows whether its effect was committed.
 */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Endpoint } from '../../api/endpoint.ts';
import type { Principal } from '../auth/principal.ts';
import { errorCode } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import { claimKey, findKey, finishKey, freeKey } from '../store/idempotency.ts';
import type { Services } from './services.ts';

export async function idempotent(
  endpoint: Endpoint,
  request: Request,
  principal: Principal,
  services: Services,
  deed: () => unknown,
): Promise<unknown> {
  const key = request.get('idempotency-key');
  if (!key || endpoint.method !== 'POST' || endpoint.access === 'public' || endpoint.form) return deed();
  if (key.length > 200)
    throw new Rejection({
      status: 422,
      code: 'invalid',
      message: 'Idempotency-Key is longer than 200 characters.',
    });

  const { db, clock } = services;
  const caller = principal.personId ?? principal.name;
  const hash = createHash('sha256')
    .update(`${request.method} ${request.path}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
  if (!(await claimKey(db, caller, key, hash, new Date(clock.now())))) {
    const row = await findKey(db, caller, key);
    if (!row) throw inProgress();
    if (!row.requestHash.equals(hash)) {
      throw new Rejection({
        status: 422,
        code: 'key_reused',
        message: 'This Idempotency-Key was sent before with another request. Use a new key.',
      });
    }
    if (row.status === null) throw inProgress();
    return row.reply ?? undefined;
  }
  try {
    const reply = await deed();
    await finishKey(db, caller, key, endpoint.status ?? (reply === undefined ? 204 : 200), reply);
    return reply;
  } catch (error) {
    if (changedNothing(error)) await freeKey(db, caller, key);
    throw error;
  }
}

// helpers //////////

/**
 * It was refused, by us or by the database, so the key may be used again. Whoever lost the connection to the database doesn't know
 * whether a commit arrived, and may not do it twice.
 */
function changedNothing(error: unknown): boolean {
  if (error instanceof Rejection) return true;
  const code = errorCode(error);
  return code !== undefined && !LOST.some((group) => code.startsWith(group));
}

/** Groups of SQLSTATE: connection exceptions, and sessions that were ended. */
const LOST = ['08', '57P'];

function inProgress(): Rejection {
  return new Rejection({
    status: 409,
    code: 'in_progress',
    message:
      'A request with this Idempotency-Key is running, or was cut off by a failure. Look whether its effect is there before you send it again with a new key.',
  });
}
