/**
 * The operating system's user that runs the embedded PostgreSQL. PostgreSQL refuses to run as root, so a server started
 * as root hands it to another account of the machine, and gives that account the cluster's folder.
 */
import { chownSync, readFileSync } from 'node:fs';
import { StartFailure } from './start-failure.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ['potik', 'postgres', 'nobody'];

/** Another account to run PostgreSQL as, or null where we are not root and run it ourselves. */
export function otherAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of CANDIDATES) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new StartFailure(
    'database_account',
    `PostgreSQL refuses to run as root and this machine has none of the users ${CANDIDATES.join(', ')}. ` +
      'Start Potik as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

export function giveTo(account: Account | null, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}
