/**
 * The one client by which this server calls others. Where a call may go is decided on the address that is connected to, not on
 * the name; redirects are followed only where they are asked for, each checked again. Time and size have limits.
 */
import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createAddresses } from './addresses.ts';

export interface OutboundCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until the whole answer must be there; default 10,000. */
  readonly time?: number;
  /** Bytes of the answer that are read; the rest is left; default 1 MB. */
  readonly most?: number;
  /** How often a redirect of a GET is followed; default: never. */
  readonly redirects?: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** There was more than `most`. */
  readonly cut: boolean;
}

/** The call did not get an answer: a sentence that says why. */
export class OutboundFailure extends Error {
  override readonly name = 'OutboundFailure';
  readonly code: 'refused' | 'address' | 'unreachable' | 'time' | 'redirects';
  constructor(code: OutboundFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface Outbound {
  /** Throws OutboundFailure where there is no answer; an answer of any status is one. */
  call(call: OutboundCall): Promise<OutboundAnswer>;
}

/** @param allowed hosts and networks that may be called although they are not public */
export function createOutbound(allowed: readonly string[]): Outbound {
  const addresses = createAddresses(allowed);
  const guarded: LookupFunction = (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [] as never);
      const denied = found.find(({ address }) => !addresses.permits(host, address));
      if (denied) return callback(refused(host, denied.address), [] as never);
      if (options.all) return callback(null, found);
      return callback(null, found[0]!.address, found[0]!.family);
    });

  function once(call: OutboundCall, target: URL, deadline: AbortSignal): Promise<OutboundAnswer> {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !addresses.permits(host, host)) throw refused(host, host);
    const { method, headers = {}, body, most = 1_048_576 } = call;
    const send = target.protocol === 'https:' ? secureRequest : plainRequest;
    return new Promise((resolve, reject) => {
      const sent = send(
        target,
        {
          method,
          agent: false,
          lookup: guarded,
          signal: deadline,
          headers: {
            'user-agent': 'Potik',
            ...headers,
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          let size = 0;
          const done = (cut: boolean) =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(parts),
              cut,
            });
          answer.on('data', (part: Buffer) => {
            const room = most - size;
            parts.push(part.subarray(0, room));
            size += part.length;
            if (part.length <= room) return;
            done(true);
            answer.destroy();
          });
          answer.on('end', () => done(false));
          answer.on('error', reject);
        },
      );
      // What was connected to in the end has the last word.
      sent.on('socket', (socket) =>
        socket.once('connect', () => {
          const { remoteAddress = '' } = socket;
          if (!addresses.permits(host, remoteAddress)) socket.destroy(refused(host, remoteAddress));
        }),
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  return {
    async call(call) {
      const { time = 10_000, redirects = 0 } = call;
      const deadline = AbortSignal.timeout(time);
      let target = addressOf(call.url);
      for (let followed = 0; ; followed++) {
        let answer: OutboundAnswer;
        try {
          answer = await once(call, target, deadline);
        } catch (error) {
          throw failureOf(error, target, time);
        }
        const { location } = answer.headers;
        if (
          redirects === 0 ||
          call.method !== 'GET' ||
          answer.status < 300 ||
          answer.status > 399 ||
          typeof location !== 'string'
        )
          return answer;
        if (followed === redirects)
          throw new OutboundFailure('redirects', `${target.host} led on more than ${redirects} times.`);
        target = addressOf(new URL(location, target).href);
      }
    },
  };
}

// helpers //////////

function addressOf(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (!target || !['http:', 'https:'].includes(target.protocol))
    throw new OutboundFailure('address', 'The address must begin with https:// or http://.');
  if (target.username || target.password)
    throw new OutboundFailure(
      'address',
      'The address must not hold a name and password; send them as a header.',
    );
  return target;
}

function refused(host: string, address: string): OutboundFailure {
  const where = host === address ? address : `${host} (${address})`;
  return new OutboundFailure(
    'refused',
    `${where} lies within a private network. An administrator of the server can permit it by POTIK_OUTBOUND_ALLOW.`,
  );
}

function failureOf(error: unknown, target: URL, time: number): OutboundFailure {
  if (error instanceof OutboundFailure) return error;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError')
    return new OutboundFailure(
      'time',
      `${target.host} did not answer within ${Math.round(time / 1000)} seconds.`,
    );
  return new OutboundFailure('unreachable', `${target.host} could not be reached: ${code ?? message}.`);
}
