/** Solutions: what is installed, and each as a file to carry elsewhere. */
import type { Label } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';
import { endpoint } from './endpoint.ts';
import type { PlanReply, Publish } from './metadata.ts';

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

/** A place that was changed both here and by the solution's maker since it was delivered last. */
export interface SolutionConflict {
  /** By which it is decided: `form/deal sections.Delivery`. */
  readonly name: string;
  /** `form/deal` */
  readonly definition: string;
  readonly path: readonly (string | number)[];
  /** In words: what both sides did and which one counts. */
  readonly message: string;
  /** What was delivered last time, what stands here, what is delivered now; left out where nothing stands there. */
  readonly base?: Json;
  readonly ours?: Json;
  readonly theirs?: Json;
  readonly takes: 'ours' | 'theirs';
}

export interface InstallPlanReply extends PlanReply {
  readonly solution: string;
  readonly title: Label;
  /** Version that is installed; null where it is new. */
  readonly from: string | null;
  readonly to: string;
  readonly conflicts: readonly SolutionConflict[];
}

export const planInstall = endpoint<{ reply: InstallPlanReply }>()({
  method: 'POST',
  path: '/api/solutions/plan',
  access: 'design',
  summary:
    'What installing or upgrading from a ZIP would do (multipart: the file; `decisions`, JSON: side by name of a conflict). Changes nothing.',
  form: 'multipart',
});

export const installSolution = endpoint<{ reply: { release: number } }>()({
  method: 'POST',
  path: '/api/solutions',
  access: 'design',
  summary:
    'Installs or upgrades a solution from a ZIP (multipart: the file, `decisions`, `note`, `base`: the release it was planned for).',
  status: 201,
  form: 'multipart',
});

export const planUninstall = endpoint<{ reply: PlanReply }>()({
  method: 'GET',
  path: '/api/solutions/:key/uninstall',
  access: 'design',
  summary:
    'What taking a solution away would do: definitions that go, records put aside, who still needs it.',
});

export const uninstallSolution = endpoint<{ body: Publish; reply: { release: number } }>()({
  method: 'POST',
  path: '/api/solutions/:key/uninstall',
  access: 'design',
  summary: 'Takes a solution away; its records are put aside for 30 days.',
  body: { file: 'metadata', def: 'Publish' },
  status: 201,
});

export const downloadSolution = endpoint()({
  method: 'GET',
  path: '/api/solutions/:key/file',
  access: 'design',
  summary: 'A solution as it is live, as a ZIP of its files; equal solutions give equal bytes.',
  form: 'file',
});
