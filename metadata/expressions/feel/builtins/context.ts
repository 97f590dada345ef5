/** Contexts (DMN 1.5 §10.3.4.9). They are never changed, always copied. */
import { type Context, contextOf, isContext, type Value } from '../../../value.ts';
import { ANY, contextWith, listOf, STRING } from '../../types.ts';
import { note, type Run, spend } from '../run.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

const CONTEXT = contextWith(null);
const ENTRY = contextWith({ key: STRING, value: ANY });

export const getValue = defineBuiltIn(
  'get value',
  overload<readonly [Context, string]>(
    [parameter('m', CONTEXT), parameter('key', STRING)],
    ANY,
    ([m, key]) => m[key] ?? null,
  ),
  overload<readonly [Context, Value[]]>(
    [parameter('context', CONTEXT), parameter('keys', listOf(STRING))],
    ANY,
    ([context, keys], run) => {
      spend(run, keys.length);
      return keys.reduce<Value>(
        (value, key) => (isContext(value) && typeof key === 'string' ? (value[key] ?? null) : null),
        keys.length === 0 ? null : context,
      );
    },
  ),
);

export const getEntries = defineBuiltIn(
  'get entries',
  overload<readonly [Context]>([parameter('m', CONTEXT)], listOf(ENTRY), ([m], run) => {
    const keys = Object.keys(m);
    spend(run, keys.length);
    return keys.map((key) =>
      contextOf([
        ['key', key],
        ['value', m[key]!],
      ]),
    );
  }),
);

export const context = defineBuiltIn(
  'context',
  overload<readonly [Value[]]>([parameter('entries', listOf(CONTEXT))], CONTEXT, ([entries], run) => {
    spend(run, entries.length);
    const made = contextOf([]);
    for (const entry of entries) {
      const key = isContext(entry) ? entry.key : undefined;
      const value = isContext(entry) ? entry.value : undefined;
      if (typeof key !== 'string' || value === undefined)
        return note(run, 'context: an entry has no key or no value.');
      if (made[key] !== undefined) return note(run, `context: the key "${key}" is there twice.`);
      made[key] = value;
    }
    return made;
  }),
);

export const contextPut = defineBuiltIn(
  'context put',
  overload<readonly [Context, string, Value]>(
    [parameter('context', CONTEXT), parameter('key', STRING), nullable('value')],
    CONTEXT,
    ([into, key, value], run) => put(into, [key], value, run),
  ),
  overload<readonly [Context, Value[], Value]>(
    [parameter('context', CONTEXT), parameter('keys', listOf(STRING)), nullable('value')],
    CONTEXT,
    ([into, keys, value], run) =>
      keys.length === 0 ? note(run, 'context put: there are no keys.') : put(into, keys, value, run),
  ),
);

export const contextMerge = defineBuiltIn(
  'context merge',
  overload<readonly [Value[]]>([parameter('contexts', listOf(CONTEXT))], CONTEXT, ([contexts], run) => {
    const made = contextOf([]);
    for (const one of contexts) {
      if (!isContext(one)) return note(run, 'context merge: an item is no context.');
      spend(run, 1 + Object.keys(one).length);
      Object.assign(made, one);
    }
    return made;
  }),
);

// helpers //////////

/** A copy with the value at the end of the keys; every key but the last must lead to a context. */
function put(into: Context, keys: readonly Value[], value: Value, run: Run): Value {
  const [key, ...inner] = keys;
  spend(run, 1 + (Object.keys(into).length >> 2) + inner.length);
  if (typeof key !== 'string') return note(run, 'context put: a key is null.');
  let part = value;
  if (inner.length > 0) {
    const below = into[key] ?? null;
    if (!isContext(below)) return note(run, `context put: "${key}" holds no context.`);
    part = put(below, inner, value, run);
    if (part === null) return null;
  }
  const made = contextOf(Object.entries(into));
  made[key] = part;
  return made;
}
