/** Reading a bound variable: the compiler knows how many hops away it is. */
import type { Closure, Local } from './run.ts';

export function readLocal(hops: number): Closure {
  if (hops === 0) return (_run, local) => local!.value;
  if (hops === 1) return (_run, local) => local!.up!.value;
  return (_run, local) => localAt(local, hops).value;
}

export function localAt(local: Local | null, hops: number): Local {
  let at = local!;
  for (let hop = 0; hop < hops; hop += 1) at = at.up!;
  return at;
}

/** Binds one more variable. */
export function bind(value: Local['value'], up: Local | null): Local {
  return { value, up };
}
