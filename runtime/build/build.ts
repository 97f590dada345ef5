/**
 * `npm run build`: the server and the CLI as one file (esbuild) and the two apps (Vite) into `dist/`. Nothing in `dist/` needs
 * the sources; npm packages of the server stay in node_modules.
 */
import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { build as bundle } from 'esbuild';
import { build as buildApps } from 'vite';

const started = Date.now();
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/server', { recursive: true });

await bundle({
  entryPoints: {
    potik: 'runtime/cli/potik.ts',
    'script-worker': 'runtime/server/scripts/script-worker.ts',
  },
  outdir: 'dist/server',
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
cpSync('runtime/server/db/migrations', 'dist/server/migrations', { recursive: true });

await buildApps({ configFile: 'vite.config.ts', logLevel: 'warn' });
renameSync('dist/web/runtime/workspace/index.html', 'dist/web/index.html');
renameSync('dist/web/designer/design.html', 'dist/web/design.html');
rmSync('dist/web/runtime', { recursive: true });
rmSync('dist/web/designer', { recursive: true });
copyFileSync('package.json', 'dist/package.json');

// Its time says how fresh the build is (runtime/build/run.mjs): what changed while building is newer.
writeFileSync('dist/built', '');
utimesSync('dist/built', started / 1000, started / 1000);
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
