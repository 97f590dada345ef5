/** A note that is being written: its text and whom it names, and where in the text somebody is about to be named. */
import type { Mention } from '#api/notes.ts';

export interface Named extends Mention {
  readonly name: string;
}

export interface NoteDraft {
  readonly text: string;
  readonly named: readonly Named[];
}

export const EMPTY_DRAFT: NoteDraft = { text: '', named: [] };

/** What is sent: names that were taken out of the text again are told to nobody. */
export function noteOf({ text, named }: NoteDraft): { text: string; mentions: Mention[] } {
  const mentions = named
    .filter(({ name }) => text.includes(`@${name}`))
    .map(({ entity, id }) => ({ entity, id }));
  return { text: text.trim(), mentions };
}

/** The beginning of a name behind the last `@` before the caret, of one or two words; null: nobody is being named. */
export function nameBefore(
  { text, named }: NoteDraft,
  caret: number,
): { readonly at: number; readonly search: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const search = found[1]!;
  // Behind a name that is complete the sentence goes on.
  if (named.some(({ name }) => search === name || search.startsWith(`${name} `))) return null;
  return { at: caret - search.length - 1, search };
}

/** The draft with the name put in place of what was typed of it, and where the caret stands then. */
export function withName(
  draft: NoteDraft,
  caret: number,
  at: number,
  named: Named,
): { readonly draft: NoteDraft; readonly caret: number } {
  const put = `@${named.name} `;
  const rest = draft.text.slice(caret).replace(/^ /, '');
  return {
    draft: {
      text: draft.text.slice(0, at) + put + rest,
      named: [...draft.named.filter(({ id }) => id !== named.id), named],
    },
    caret: at + put.length,
  };
}
