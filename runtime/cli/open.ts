/** An installation for a command that works on its data beside the server, and how it is left again. */
import pino from 'pino';
import { type Assembled, assemble } from '../assemble.ts';
import { readConfiguration } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { databaseClock } from '../server/database-clock.ts';

/** The database alone, brought up to date, or `untouched` as it is. */
export async function withInstallation<T>(
  deed: (installation: Installation) => Promise<T>,
  { untouched = false }: { readonly untouched?: boolean } = {},
): Promise<T> {
  const configuration = readConfiguration(process.env);
  const installation = await openInstallation({ configuration, role: 'visitor', log: quiet(), untouched });
  try {
    return await deed(installation);
  } finally {
    await installation.close();
  }
}

/** The whole of the platform without the network; its workers rest, they are the server's. */
export async function withPlatform<T>(deed: (platform: Assembled) => Promise<T>): Promise<T> {
  return withInstallation(async ({ db, directUrl, secret }) => {
    const { baseUrl, timezone } = readConfiguration(process.env);
    const clock = await databaseClock({ db });
    const platform = await assemble({
      db,
      directUrl,
      secret,
      baseUrl,
      zone: timezone,
      clock,
      log: quiet(),
      web: null,
      workers: false,
    });
    try {
      return await deed(platform);
    } finally {
      await platform.close();
      clock.close();
    }
  });
}

// helpers //////////

function quiet() {
  return pino({ level: process.env.POTIK_LOG ?? 'error' }, pino.destination(2));
}
