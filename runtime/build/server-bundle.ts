/**
 * Bundles server code as it is shipped: ES modules with shared chunks, npm packages left in node_modules, the script worker and the
 * migrations beside. The build uses it for the product, the benchmarks for themselves, so that what is measured is what runs.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** `entries`: name of the output without `.js` to the source file. Empties `outdir` first. */
export async function bundleServer(entries: Readonly<Record<string, string>>, outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: { ...entries, 'script-worker': 'runtime/server/scripts/script-worker.ts' },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  cpSync('runtime/server/db/migrations', join(outdir, 'migrations'), { recursive: true });
}
