/**
 * A value that is typed into and kept a moment after the last key press, or at once when its place is left. What comes from
 * outside meanwhile (undo) is taken over.
 */
import { useEffect, useRef, useState } from 'react';

/** Milliseconds without a key press before the value is kept. */
const PAUSE = 450;

/** The value, typing into it, and keeping it at once. */
export function useLater<T>(kept: T, keep: (value: T) => void): [T, (value: T) => void, () => void] {
  const [typed, setTyped] = useState<{ readonly value: T } | null>(null);
  const latest = useRef({ keep, typed });
  latest.current = { keep, typed };
  const text = JSON.stringify(kept);
  const known = useRef(text);
  if (known.current !== text) {
    known.current = text;
    if (typed) setTyped(null);
  }
  useEffect(() => {
    if (!typed) return;
    const timer = setTimeout(() => {
      if (JSON.stringify(typed.value) !== known.current) latest.current.keep(typed.value);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const now = useRef(() => {
    const { typed: rest, keep: taken } = latest.current;
    if (rest && JSON.stringify(rest.value) !== known.current) taken(rest.value);
  });
  useEffect(() => () => now.current(), []);
  return [typed ? typed.value : kept, (value) => setTyped({ value }), now.current];
}
