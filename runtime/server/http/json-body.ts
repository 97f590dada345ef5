/** JSON bodies: at most 1 MB and 50 deep, counted in the bytes before anything is made of them. */
import express, { type RequestHandler } from 'express';
import { Rejection } from '../rejection.ts';

/** Arrays and objects within one another (QUALITY §3). */
const MOST_DEEP = 50;

export function jsonBody(): RequestHandler {
  return express.json({
    limit: '1mb',
    strict: false,
    verify(_request, _response, body) {
      if (depthOf(body) <= MOST_DEEP) return;
      const message = `The body is nested more than ${MOST_DEEP} deep.`;
      throw new Rejection({ status: 400, code: 'too_deep', message });
    },
  });
}

// helpers //////////

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Stops counting where it is too deep; brackets within texts don't count. */
function depthOf(json: Uint8Array): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < json.length && deepest <= MOST_DEEP; at++) {
    const byte = json[at]!;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(byte)) depth--;
  }
  return deepest;
}
