/**
 * Several calls in one request. Together: one transaction, so that a refusal leaves nothing behind. Apart: each commits by itself,
 * and only those that refer to a refused one are refused with it. Each is checked like the endpoint of its own would check it.
 */
import { hint } from '#metadata/nearest.ts';
import type { CallResult, CallResults, CallSet } from '../../../api/calls.ts';
import { type InputError, invalid, Rejection, type RejectionDetail } from '../../rejection.ts';
import { createValidators } from '../validators.ts';
import type { CallContext, CallDeed } from './deeds/call-deed.ts';
import { CALL_DEEDS } from './deeds/table.ts';
import { referencesIn, resolve } from './references.ts';

type Given = CallSet['calls'][number];

export async function makeCalls(
  { together = true, calls }: CallSet,
  context: CallContext,
): Promise<CallResults> {
  const errors = [...calls.entries()].flatMap(([i, call]) => problemsOf(calls, call, i, together));
  if (errors.length > 0) throw invalid(errors);
  if (!together) return { results: await apart(calls, context) };
  return context.services.model.transaction(async (transaction) => {
    const replies = new Map<string, object | null>();
    const results: CallResult[] = [];
    for (const [i, call] of calls.entries()) {
      try {
        results.push(await one(call, i, replies, { ...context, transaction }));
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        throw new Rejection(ofCall(error.detail, call, i));
      }
    }
    return { results };
  });
}

// helpers //////////

const validator = createValidators();

const pathOf = (i: number): string => `calls[${i}]`;

/** What can be said before anything is done. */
function problemsOf(calls: readonly Given[], call: Given, i: number, together: boolean): InputError[] {
  const deed = CALL_DEEDS.get(call.deed);
  const path = pathOf(i);
  if (!deed) {
    const known = [...CALL_DEEDS.keys()];
    const message = `There is no call “${call.deed}”.${hint(call.deed, known) || ` There are: ${known.join(', ')}.`}`;
    return [{ path: `${path}.deed`, code: 'unknown_deed', message }];
  }
  const errors: InputError[] = [];
  const earlier = new Set(calls.slice(0, i).map(({ name }) => name));
  if (together && deed.apart)
    errors.push({
      path: `${path}.deed`,
      code: 'not_together',
      message: `“${call.deed}” commits by itself; send it with "together": false.`,
    });
  if (call.name !== undefined && earlier.has(call.name))
    errors.push({
      path: `${path}.name`,
      code: 'name_twice',
      message: `“${call.name}” is the name of an earlier call.`,
    });
  for (const { path: at, name } of referencesIn(call, path))
    if (!earlier.has(name))
      errors.push({ path: at, code: 'unknown_call', message: `No earlier call has the name “${name}”.` });
  return errors;
}

async function apart(calls: readonly Given[], context: CallContext): Promise<CallResult[]> {
  const replies = new Map<string, object | null>();
  const results: CallResult[] = [];
  for (const [i, call] of calls.entries()) {
    try {
      results.push(await one(call, i, replies, context));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      if (call.name !== undefined) replies.set(call.name, null);
      const { status, code, message, errors } = ofCall(error.detail, call, i);
      results.push({
        ...(call.name !== undefined && { name: call.name }),
        status,
        problem: {
          code,
          detail: message,
          errors: [...errors],
        },
      });
    }
  }
  return results;
}

async function one(
  call: Given,
  i: number,
  replies: Map<string, object | null>,
  context: CallContext,
): Promise<CallResult> {
  const deed = CALL_DEEDS.get(call.deed) as CallDeed;
  const input = resolve(call, replies, pathOf(i));
  validator(deed.schema)(input, 'body');
  const reply = await deed.run(input as never, context);
  if (call.name !== undefined) replies.set(call.name, reply);
  return {
    ...(call.name !== undefined && { name: call.name }),
    status: deed.status,
    reply: reply as Record<string, unknown>,
  };
}

/** The refusal with the place of the call in front of every path. */
function ofCall(
  detail: RejectionDetail,
  { deed, name }: Given,
  i: number,
): RejectionDetail & Required<Pick<RejectionDetail, 'errors'>> {
  const prefix = pathOf(i);
  const errors = detail.errors?.length
    ? detail.errors
    : [{ path: '', code: detail.code, message: detail.message }];
  return {
    ...detail,
    message: `Call ${i + 1} (${name ?? deed}): ${detail.message}`,
    errors: errors.map((error) => ({
      ...error,
      path: error.path.startsWith(prefix) ? error.path : [prefix, error.path].filter(Boolean).join('.'),
    })),
  };
}
