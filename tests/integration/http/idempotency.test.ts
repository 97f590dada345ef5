/** A request that failed midway may be sent again with its key only where it is certain that nothing was changed. */
import type { Request } from 'express';
import { expect, it } from 'vitest';
import { endpoint } from '../../../runtime/api/endpoint.ts';
import type { Principal } from '../../../runtime/server/auth/principal.ts';
import { idempotent } from '../../../runtime/server/http/idempotency.ts';
import type { Services } from '../../../runtime/server/http/services.ts';
import { Rejection } from '../../../runtime/server/rejection.ts';
import { testApp } from '../../support/app.ts';

const { services } = await testApp();
const POST = endpoint<{ reply: { done: boolean } }>()({
  method: 'POST',
  path: '/api/test',
  access: 'person',
  summary: 'A deed of the test.',
  reply: { file: 'session', def: 'Me' },
});
const principal = { personId: null, name: 'test' } as Principal;

function send(key: string, deed: () => unknown, using: Services = services): Promise<unknown> {
  const request = { get: () => key, method: 'POST', path: '/api/test', body: {} } as unknown as Request;
  return idempotent(POST, request, principal, using, deed);
}

const fails = (error: Error) => () => Promise.reject(error);

it('what was refused may be sent again', async () => {
  const refused = new Rejection({ status: 422, code: 'invalid', message: 'No.' });
  await expect(send('refused', fails(refused))).rejects.toBe(refused);
  expect(await send('refused', () => ({ done: true }))).toEqual({ done: true });
});

it('what the database refused may be sent again', async () => {
  await expect(send('database', () => services.db.query('select 1 / 0'))).rejects.toThrow('division by zero');
  expect(await send('database', () => ({ done: true }))).toEqual({ done: true });
});

it('what was cut off may not: nobody knows whether it was done', async () => {
  await expect(send('cut', fails(new Error('Connection terminated unexpectedly')))).rejects.toThrow(
    'terminated',
  );
  await expect(send('cut', () => ({ done: true }))).rejects.toMatchObject({
    detail: { code: 'in_progress' },
  });
});
