import type { Changed } from '../events.ts';
import type { Wait } from '../instance.ts';
import type { Draft } from '../state/draft.ts';
import { putWait, waitOf } from '../state/draft.ts';

/** Attributes of a wait are different now. */
export function applyChanged(draft: Draft, event: Changed): void {
  const next: Record<string, unknown> = { ...waitOf(draft, event.key)! };
  for (const [name, value] of Object.entries(event.set)) {
    if (value === null) delete next[name];
    else next[name] = value;
  }
  putWait(draft, event.key, next as unknown as Wait);
}
