/**
 * Starts the server: installation, assembly, network, and an orderly end. Called by `potik serve` and `potik demo`.
 */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { type Assembled, assemble } from './assemble.ts';
import type { Configuration } from './config.ts';
import { openInstallation } from './installation.ts';
import { type DatabaseClock, databaseClock } from './server/database-clock.ts';
import { StartFailure } from './server/db/start-failure.ts';
import type { DemoPeople } from './server/people/people.ts';

export interface ServeOptions {
  readonly configuration: Configuration;
  /** Where to tell what a person should read. */
  readonly tell: (line: string) => void;
  /** Runs before the network opens: the demo puts its data in. */
  readonly prepare?: (assembled: Assembled) => Promise<void>;
  readonly demo?: () => Promise<DemoPeople>;
}

export interface Serving {
  readonly url: string;
  readonly assembled: Assembled;
  close(): Promise<void>;
}

/** Resolves when requests are answered. Throws a StartFailure with the sentence that tells why it can't start. */
export async function serve({ configuration, tell, prepare, demo }: ServeOptions): Promise<Serving> {
  const log = pino({ level: configuration.logLevel });
  const installation = await openInstallation({ configuration, role: 'server', log });
  let assembled: Assembled | null = null;
  let clock: DatabaseClock | null = null;
  try {
    const { db, directUrl, secret } = installation;
    const { baseUrl, timezone, admin, trustedProxies, metricsToken, historyDays, backups, outboundAllow } =
      configuration;
    clock = await databaseClock({ db });
    const counting = clock;
    assembled = await assemble({
      db,
      directUrl,
      secret,
      baseUrl,
      zone: timezone,
      clock,
      log,
      web: webFolder(),
      trustedProxies,
      metricsToken,
      historyDays,
      backups,
      outboundAllow,
      ...(demo && { demo }),
    });
    if (admin) await assembled.services.people.ensureAdministrator(admin.email, admin.password);
    await prepare?.(assembled);
    const server = createServer(assembled.app);
    const port = await listen(server, configuration);
    const url = configuration.port === 0 ? `http://localhost:${port}` : baseUrl;
    tell(`Potik runs at ${url}`);
    const token = await assembled.services.people.offerSetup();
    if (token) tell(`Make the first administrator: ${url}/setup?token=${token}`);
    const running = assembled;
    return {
      url,
      assembled,
      async close() {
        const closed = new Promise((resolve) => server.close(resolve));
        await running.close();
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE).unref();
        await closed;
        counting.close();
        await installation.close();
      },
    };
  } catch (error) {
    await assembled?.close();
    clock?.close();
    await installation.close();
    throw error;
  }
}

/** Serves until SIGINT or SIGTERM, then ends in order; a second signal ends at once. */
export async function serveUntilSignal(options: ServeOptions): Promise<number> {
  const serving = await serve(options);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
  options.tell('Ending: what is under way is finished first.');
  await serving.close();
  return 0;
}

// helpers //////////

/** Milliseconds for requests that are under way when the server ends. */
const GRACE = 10_000;

/** The built apps: beside the bundled program, or in `dist` when run from the sources. */
function webFolder(): string | null {
  const places = ['../web', '../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((path) => existsSync(path)) ?? null;
}

function listen(server: Server, { port, host }: Configuration): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken by another program. End it, or choose another port: PORT=${port + 1}.`,
        EACCES: `Port ${port} may not be used by this account. Choose one above 1023, e.g. PORT=3000.`,
        EADDRNOTAVAIL: `${host} is not an address of this machine. HOST=127.0.0.1 always is.`,
      };
      const reason = reasons[error.code ?? ''];
      reject(reason ? new StartFailure('port', reason) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
