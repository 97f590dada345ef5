/** The content of a definition for an editor that changes it as a whole: each deed is one step of undo. */
import { useRef } from 'react';
import type { Definition } from '#metadata/definition.ts';
import type { Json } from '#metadata/value.ts';
import { useMake } from './draft.tsx';

/** `about`: what is edited; keys pressed one after the other about the same thing are one step. */
export type Edit<Content> = (content: Content, about?: string) => boolean;

export function useContent<Content>(definition: Definition): [Content, Edit<Content>] {
  const make = useMake();
  const last = useRef<{ readonly about: string | undefined; readonly content: Json } | null>(null);
  const { kind, key, solution } = definition;
  const edit: Edit<Content> = (next, about) => {
    const content = next as unknown as Json;
    // Undone or changed by other ways meanwhile, it is another step.
    const goesOn =
      about !== undefined && last.current?.about === about && last.current.content === definition.content;
    const made = make([{ change: 'put', kind, key, solution, content }], { together: goesOn });
    if (made) last.current = { about, content };
    return made;
  };
  return [definition.content as unknown as Content, edit];
}
