/** Minutes of steady load on one server: what grows without end is found here. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import { beginLoad } from './load.ts';
import { openSite, type Site } from './site.ts';
import { verdict } from './verdict.ts';

interface Sample {
  readonly second: number;
  /** Bytes. */
  readonly memory: number;
  readonly hot: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

const WINDOW = 15;
/** Tables whose rows go again: what they take must not grow with the work that was done. */
const PASSING = ['instance', 'chunk', 'task', 'job', 'subscription', 'outbox', 'incident'];

export const endure: Fault = async ({ nodes, rounds: seconds }) => {
  const site = await openSite(nodes);
  try {
    const load = await beginLoad(site, { people: 8, rest: 50 });
    await pause(WINDOW * 1000); // warm
    load.takeTimes();
    const samples: Sample[] = [];
    for (let second = WINDOW; second <= seconds; second += WINDOW) {
      await pause(WINDOW * 1000);
      const times = load.takeTimes().sort((a, b) => a - b);
      const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
      samples.push({
        second,
        memory: site.nodes[0]!.memory() ?? 0,
        hot: await passingBytes(site),
        p50: at(0.5),
        p99: at(0.99),
        requests: times.length,
      });
    }
    await load.finish();
    return {
      wrong: [...(await verdict(site, load)), ...drift(samples)],
      seen: [
        `${load.started.length} orders, ${load.failed()} requests without an answer`,
        ...samples.map(line),
      ],
    };
  } finally {
    await site.close();
  }
};

// helpers //////////

async function passingBytes({ db }: Site): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(format('potik.%I', name)::regclass))::float8 as bytes from unnest($1::text[]) as name`,
    [PASSING],
  );
  return rows[0]!.bytes;
}

/** The last third against the first, by the median, so that one slow moment of the machine is no finding. */
function drift(samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return [];
  const wrong: string[] = [];
  const compare = (what: string, of: (sample: Sample) => number, factor: number, floor: number) => {
    const [early, late] = [median(samples.slice(0, third).map(of)), median(samples.slice(-third).map(of))];
    if (late > early * factor + floor) wrong.push(`${what} grew from ${early} to ${late}`);
  };
  compare('memory (bytes)', ({ memory }) => memory, 1.2, 30e6);
  compare('the tables of what is under way (bytes)', ({ hot }) => hot, 1.5, 8e6);
  compare('p99 (ms)', ({ p99 }) => p99, 2, 100);
  return wrong;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function line({ second, memory, hot, p50, p99, requests }: Sample): string {
  return `${second} s: ${Math.round(memory / 1e6)} MB memory, ${Math.round(hot / 1e6)} MB tables under way, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${Math.round(requests / WINDOW)} requests/s`;
}
