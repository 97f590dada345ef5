/** The program `potik` within the test's own process, on a database of the test file: what it says and how it ends. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../runtime/cli/run.ts';
import type { Database } from '../../runtime/server/db/database.ts';
import { testDatabase } from './test-database.ts';

export interface Said {
  /** Exit code. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  json(): any;
}

export interface Potik {
  (...args: string[]): Promise<Said>;
  readonly db: Database;
  /** Where the next calls look for the database; the test file's own unless a test says otherwise. */
  url: string;
  /** A folder of the test file, gone with it. */
  readonly folder: string;
  /** Writes files below the folder, by path, and gives the path of the first or of the folder they share. */
  write(files: Readonly<Record<string, string | Uint8Array>>, below?: string): string;
}

/** Call once at the top of a test file. */
export async function potik(): Promise<Potik> {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'potik-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const call = async (...args: string[]): Promise<Said> => {
    Object.assign(process.env, {
      POTIK_DATA: join(folder, 'data'),
      POTIK_LOG: 'error',
      DATABASE_URL: call.url,
    });
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(args, {
      tell: (text) => void out.push(text),
      warn: (text) => void err.push(text),
      draw: null,
    });
    return { code, out: out.join('\n'), err: err.join('\n'), json: () => JSON.parse(out.join('\n')) };
  };
  call.url = db.url;
  return Object.assign(call, {
    db,
    folder,
    write(files: Readonly<Record<string, string | Uint8Array>>, below = '.') {
      for (const [path, content] of Object.entries(files)) {
        const file = join(folder, below, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      return join(folder, below);
    },
  });
}
