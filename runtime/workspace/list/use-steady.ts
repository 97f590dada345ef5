/** Functions that stay the same object while what they do changes, so that rows drawn once are not drawn again for them. */
import { useRef } from 'react';

// biome-ignore lint/suspicious/noExplicitAny: functions of any arguments
export function useSteady<T extends { readonly [K in keyof T]: (...args: any[]) => unknown }>(deeds: T): T {
  const latest = useRef(deeds);
  latest.current = deeds;
  const steady = useRef<T>(null);
  steady.current ??= Object.fromEntries(
    Object.keys(deeds).map((name) => [
      name,
      (...args: unknown[]) => latest.current[name as keyof T](...args),
    ]),
  ) as T;
  return steady.current;
}
