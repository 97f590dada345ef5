/** `{"$ref": "order.id"}`: parts of the replies of earlier calls, put where they are referred to. */
import { invalid, Rejection } from '../../rejection.ts';

/** Names that a value refers to, with the place of each reference. */
export function referencesIn(
  value: unknown,
  path: string,
): { readonly path: string; readonly name: string }[] {
  const ref = referenceOf(value);
  if (ref !== null) return [{ path, name: ref.split('.')[0]! }];
  return partsOf(value).flatMap(([key, part]) => referencesIn(part, below(path, key)));
}

/** The value with its references filled in. @param replies by name; null: that call was refused */
export function resolve(value: unknown, replies: ReadonlyMap<string, object | null>, path: string): unknown {
  const ref = referenceOf(value);
  if (ref !== null) return partOfReply(ref, replies, path);
  if (Array.isArray(value)) return value.map((part, i) => resolve(part, replies, below(path, i)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, resolve(part, replies, below(path, key))]),
  );
}

// helpers //////////

function referenceOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const [first, ...more] = Object.entries(value);
  return more.length === 0 && first?.[0] === '$ref' && typeof first[1] === 'string' ? first[1] : null;
}

function partOfReply(ref: string, replies: ReadonlyMap<string, object | null>, path: string): unknown {
  const [name, ...steps] = ref.split('.');
  const reply = replies.get(name!);
  if (!reply)
    throw new Rejection({
      status: 422,
      code: 'call_missing',
      message: `The call “${name}” that this one refers to was refused.`,
      errors: [{ path, code: 'call_missing', message: `“${name}” was refused.` }],
    });
  let part: unknown = reply;
  for (const step of steps)
    part =
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as Record<string, unknown>)[step]
        : undefined;
  if (part !== undefined && steps.length > 0) return part;
  const known = Object.keys(reply).slice(0, 20).join(', ');
  throw invalid([
    {
      path,
      code: 'no_such_part',
      message: `The reply of “${name}” has no “${steps.join('.')}”; it has: ${known}.`,
    },
  ]);
}

const below = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`;

function partsOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
