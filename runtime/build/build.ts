/**
 * `npm run build`: the server and the CLI as one file (esbuild) and the two apps (Vite) into `dist/`. Nothing in `dist/` needs
 * the sources; npm packages of the server stay in node_modules.
 */
import { copyFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { build as buildApps } from 'vite';
import { packAssets } from './pack-assets.ts';
import { bundleServer } from './server-bundle.ts';

const started = Date.now();
rmSync('dist', { recursive: true, force: true });
await bundleServer({ potik: 'runtime/cli/potik.ts' }, 'dist/server');

await buildApps({ configFile: 'vite.config.ts', logLevel: 'warn' });
renameSync('dist/web/runtime/workspace/index.html', 'dist/web/index.html');
renameSync('dist/web/designer/design.html', 'dist/web/design.html');
rmSync('dist/web/runtime', { recursive: true });
rmSync('dist/web/designer', { recursive: true });
await packAssets('dist/web/assets');
copyFileSync('package.json', 'dist/package.json');

// Its time says how fresh the build is (runtime/build/run.mjs): what changed while building is newer.
writeFileSync('dist/built', '');
utimesSync('dist/built', started / 1000, started / 1000);
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
