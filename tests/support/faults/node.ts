/** A server as a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from '../program.ts';

export const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' } as const;

export interface Node {
  readonly url: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Asks it to end in order; the exit code, and how long it took in milliseconds. */
  stop(): Promise<{ code: number | null; took: number }>;
  /** Memory in use, in bytes (Linux; else null). */
  memory(): number | null;
  /** What it has said so far. */
  said(): string;
}

/** Resolves when it answers requests. */
export async function startNode(databaseUrl: string): Promise<Node> {
  const folder = mkdtempSync(join(tmpdir(), 'potik-node-'));
  const child = spawn(process.execPath, [...PROGRAM, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      POTIK_DATA: folder,
      POTIK_SECRET: 'a secret that only tests have, long enough',
      POTIK_LOG: 'error',
      PORT: '0',
      POTIK_ADMIN_EMAIL: ADMIN.email,
      POTIK_ADMIN_PASSWORD: ADMIN.password,
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => rmSync(folder, { recursive: true, force: true }));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      said += data.toString();
      const match = /runs at (\S+)/.exec(said);
      if (match) resolve(match[1]!);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      const asked = Date.now();
      child.kill('SIGTERM');
      await gone;
      return { code: child.exitCode, took: Date.now() - asked };
    },
    memory: () => memoryOf(child),
    said: () => said,
  };
}

// helpers //////////

function memoryOf({ pid }: ChildProcess): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
