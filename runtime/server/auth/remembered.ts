/** Whom tokens stand for, remembered for a moment on this node; forgotten at once when something that rights depend on has changed. */
import type { Clock } from '../clock.ts';
import type { Principal } from './principal.ts';

/** How long a node relies on what it read, should a hint get lost. */
const REMEMBERED = 30_000;
const MOST = 10_000;

export interface Remembered {
  principalOf(token: string): Promise<Principal | null>;
  forget(token?: string): void;
}

export function remembered(clock: Clock, lookUp: (token: string) => Promise<Principal | null>): Remembered {
  let known = new Map<string, { readonly until: number; readonly principal: Principal | null }>();
  return {
    async principalOf(token) {
      const hit = known.get(token);
      if (hit && hit.until > clock.now()) return hit.principal;
      const into = known;
      const principal = await lookUp(token);
      if (into.size >= MOST) into.clear();
      into.set(token, { until: clock.now() + REMEMBERED, principal });
      return principal;
    },
    forget(token) {
      if (token === undefined) known = new Map();
      else known.delete(token);
    },
  };
}
