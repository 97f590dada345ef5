/** Solutions: what is installed, and each as a file to carry elsewhere. */
import type { Label } from '#metadata/label.ts';
import { endpoint } from './endpoint.ts';

export interface SolutionItem {
  readonly key: string;
  readonly title: Label;
  readonly version: string;
  /** Null for a solution made here. */
  readonly installed: { readonly version: string; readonly at: string } | null;
  /** Solutions it needs, with their versions. */
  readonly requires: Readonly<Record<string, string>>;
  /** Definitions changed here since it was delivered: `entity/deal`. */
  readonly changedHere: readonly string[];
}

export const listSolutions = endpoint<{ reply: { items: SolutionItem[] } }>()({
  method: 'GET',
  path: '/api/solutions',
  access: 'design',
  summary:
    'The solutions of this installation, with their versions and what was changed here since they were delivered.',
});

export const downloadSolution = endpoint()({
  method: 'GET',
  path: '/api/solutions/:key/file',
  access: 'design',
  summary: 'A solution as it is live, as a ZIP of its files; equal solutions give equal bytes.',
  form: 'file',
});
