/**
 * A PostgreSQL connection through a small TCP proxy that cuts it at the worst moments: before what commits is handed on, or when it
 * has been carried out and only the answer is missing.
 */
import { connect, createServer, type Socket } from 'node:net';

/** `unsent`: the request never arrives. `unanswered`: it is carried out, its answer never comes back. */
export type Cut = 'unsent' | 'unanswered';

export interface CutProxy {
  /** Of the database behind the proxy. */
  readonly url: string;
  /** What the next requests that commit have to expect; with nothing left they go through. */
  readonly cuts: (Cut | null)[];
  /** How many connections were cut. */
  readonly cut: () => number;
  close(): Promise<void>;
}

/** @param commits whether a piece of what a client sends asks for a commit */
export async function cutProxy(
  url: string,
  commits: (sent: Buffer) => boolean = asksForCommit,
): Promise<CutProxy> {
  const target = new URL(url);
  const cuts: (Cut | null)[] = [];
  const sockets = new Set<Socket>();
  let cut = 0;

  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    let deaf = false;
    const end = () => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (sent) => {
      const fate = commits(sent) ? (cuts.shift() ?? null) : null;
      if (fate !== null) cut++;
      if (fate === 'unsent') return end();
      if (fate === 'unanswered') deaf = true;
      database.write(sent);
    });
    database.on('data', (answer) => {
      // What it says first tells that the request was carried out.
      if (deaf) end();
      else client.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as { port: number }).port);
  return {
    url: through.toString(),
    cuts,
    cut: () => cut,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// helpers //////////

/** A group commit's one statement (it is named when bound), or the end of a transaction. */
function asksForCommit(sent: Buffer): boolean {
  return sent.includes('commit-units') || (sent[0] === 0x51 && sent.includes('commit\0'));
}
