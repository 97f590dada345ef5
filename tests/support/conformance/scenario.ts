/** Scenario files (format: `../shared/conformance/FORMAT.md`). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Scenario {
  readonly id: string;
  readonly area: string;
  readonly files: readonly string[];
  readonly clock?: string;
  readonly notes?: string;
  readonly steps: readonly Step[];
}

/** One kind of step with its fields. */
export type Step = { readonly [kind: string]: Fields };
// biome-ignore lint/suspicious/noExplicitAny: the fields are as the file has them; each step checks what it reads
export type Fields = { readonly [field: string]: any };

export interface FoundScenario {
  readonly scenario: Scenario;
  readonly folder: string;
}

/** Where test data from elsewhere lies, null where it is missing. */
export function sharedFolder(): string | null {
  const folder = resolve(process.env.POTIK_SHARED ?? '../shared');
  return existsSync(folder) ? folder : null;
}

/** Every scenario file below a folder, in order. */
export function findScenarios(folder: string): FoundScenario[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.map((file) => {
    const path = join(folder, file);
    return { scenario: JSON.parse(readFileSync(path, 'utf8')) as Scenario, folder: dirname(path) };
  });
}

export function readFiles(folder: string, names: readonly string[]): { name: string; text: string }[] {
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
