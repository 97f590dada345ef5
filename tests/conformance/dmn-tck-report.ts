/** Runs the DMN TCK below a directory and says how it went: a line a folder, failures with both values on demand, the sum. */
import { runTckFolder, type TckResult } from './dmn-tck.ts';
import { readTckFolders } from './dmn-tck-files.ts';

export interface TckReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TckResult[];
  readonly lines: readonly string[];
}

export function reportTck(directory: string, { verbose = false } = {}): TckReport {
  const lines: string[] = [];
  const results: TckResult[] = [];
  for (const folder of readTckFolders(directory)) {
    const found = runTckFolder(folder);
    results.push(...found);
    lines.push(`${folder.name}: ${sumOf(found)}`);
    if (verbose) lines.push(...found.filter(({ outcome }) => outcome === 'failed').map(failureLine));
  }
  const failures = results.filter(({ outcome }) => outcome === 'failed');
  return {
    passed: countOf(results, 'passed'),
    failed: failures.length,
    skipped: countOf(results, 'skipped'),
    failures,
    lines: [...lines, '', sumOf(results)],
  };
}

// helpers //////////

function countOf(results: readonly TckResult[], outcome: TckResult['outcome']): number {
  return results.filter((result) => result.outcome === outcome).length;
}

function sumOf(results: readonly TckResult[]): string {
  return (['passed', 'failed', 'skipped'] as const)
    .map((outcome) => `${countOf(results, outcome)} ${outcome}`)
    .join(', ');
}

function failureLine({ name, expected, actual, remark }: TckResult): string {
  return `  ${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}${remark && `; ${remark}`}`;
}
