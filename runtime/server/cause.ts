/** Who or what made something happen: stands with every unit of history and every change of a record. */
import type { Principal } from './auth/principal.ts';

export type Cause =
  /** `key`: name of the API key by which a program did it in the person's name. */
  | { readonly kind: 'person'; readonly id: string; readonly key?: string }
  | { readonly kind: 'job'; readonly job: string }
  | {
      readonly kind: 'process';
      readonly instance: string;
      readonly element: string;
      /** Key of the process. */
      readonly process: string;
      /** Names of process and step as they were called then, for people. */
      readonly name?: string;
      readonly step?: string | null;
    }
  | { readonly kind: 'record'; readonly entity: string; readonly id: string }
  /** A row of a file that a person brought in. */
  | { readonly kind: 'import'; readonly id: string; readonly file: string; readonly row?: number }
  /** Two records became one: the journal, and the record that stayed. */
  | { readonly kind: 'merge'; readonly id: string; readonly entity: string; readonly into: string }
  /** A deed on many records was taken back: its journal, and what it was. */
  | { readonly kind: 'undo'; readonly id: string; readonly of: 'import' | 'bulk' | 'merge' }
  /** A rule of retention of the record's entity. */
  | { readonly kind: 'retention'; readonly entity: string; readonly rule: string }
  | { readonly kind: 'automation'; readonly key: string; readonly run?: string }
  | { readonly kind: 'script'; readonly key: string }
  | { readonly kind: 'system'; readonly what: string };

export function causeOf({ personId, name, key }: Principal): Cause {
  if (personId === null) return { kind: 'system', what: name };
  return { kind: 'person', id: personId, ...(key && { key: key.name }) };
}
