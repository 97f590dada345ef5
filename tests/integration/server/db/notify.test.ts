/** The connection for news when the database is away for a while. */
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { openListener } from '../../../../runtime/server/db/notify.ts';
import { testDatabase } from '../../../support/test-database.ts';

const db = await testDatabase();

/** A way to the database that can be cut: what comes meanwhile is turned away. */
async function cutWay() {
  const { hostname, port } = new URL(db.url);
  const sockets = new Set<Socket>();
  const way = { down: false, turnedAway: 0 };
  const server = createServer((client) => {
    if (way.down) {
      way.turnedAway++;
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  const url = new URL(db.url);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.toString(),
    turnedAway: () => way.turnedAway,
    cut() {
      way.down = true;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    mend() {
      way.down = false;
    },
  };
}

it('comes back as one connection, however often it was turned away', async () => {
  // given
  const way = await cutWay();
  const listener = await openListener({ url: way.url, channels: ['news'], retryAfter: 1, onError: () => {} });
  afterAll(() => listener.close());
  const back = new Promise<void>((resolve) => listener.onReconnect(resolve));
  // when
  way.cut();
  await expect.poll(way.turnedAway).toBeGreaterThan(4);
  way.mend();
  await back;
  const heard = new Promise<string>((resolve) => listener.on('news', resolve));
  await db.query(`select pg_notify('news', 'here')`);
  // then
  expect(await heard).toBe('here');
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'potik listen'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});
