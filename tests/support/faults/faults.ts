/**
 * What an installation has to live through: each breaks one under load, lets the work come to its end, and tells what is wrong then and
 * what was seen. Small ones run with the tests, large ones by `npm run faults`.
 */
import { endure } from './endure.ts';
import type { Fault, FaultOptions } from './fault.ts';
import { fillDisk } from './fill-disk.ts';
import { beginLoad, type Load, someWork } from './load.ts';
import { openSite, type Site } from './site.ts';
import { verdict } from './verdict.ts';

/** Milliseconds; service managers kill what has not ended by then (systemd after 90 s, TimeoutStopSec). */
const MOST_STOPPING = 60_000;

export const FAULTS: Readonly<Record<string, { readonly what: string; readonly run: Fault }>> = {
  kill: {
    what: 'kill -9 of a server in the midst of work, and another in its stead',
    run: under(async (site, load, { rounds }) => {
      for (let round = 0; round < rounds; round++) {
        await someWork(load);
        await site.kill(site.nodes[round % site.nodes.length]!);
        await site.start();
      }
      return [];
    }),
  },
  database: {
    what: 'PostgreSQL ends without a farewell and recovers from its log (pg_ctl restart -m immediate)',
    run: under(async (site, load, { rounds }) => {
      for (let round = 0; round < rounds; round++) {
        await someWork(load);
        await site.crashDatabase();
      }
      return [];
    }),
  },
  stop: {
    what: 'SIGTERM under load: what is under way is answered, the server ends with 0',
    run: under(async (site, load, { rounds }) => {
      const wrong: string[] = [];
      for (let round = 0; round < rounds; round++) {
        await someWork(load);
        const node = site.nodes[0]!;
        const next = site.start();
        const { code, took } = await site.stop(node);
        if (code !== 0) wrong.push(`the server ended with ${code}: ${node.said()}`);
        if (took > MOST_STOPPING) wrong.push(`the server took ${took} ms to end`);
        await next;
      }
      return wrong;
    }),
  },
  disk: { what: 'the disk of the tables is full for a while (a small tmpfs)', run: fillDisk },
  endurance: { what: 'minutes of steady load: memory, tables and times must not grow', run: endure },
};

// helpers //////////

function under(breaks: (site: Site, load: Load, options: FaultOptions) => Promise<string[]>): Fault {
  return async (options) => {
    const site = await openSite(options.nodes);
    try {
      const load = await beginLoad(site, { people: 8 });
      const wrong = await breaks(site, load, options);
      await someWork(load);
      await load.finish();
      return {
        wrong: [...wrong, ...(await verdict(site, load))],
        seen: [`${load.started.length} orders, ${load.failed()} requests without an answer`],
      };
    } finally {
      await site.close();
    }
  };
}
