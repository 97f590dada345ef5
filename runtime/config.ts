/**
 * Configuration from the environment (ARCHITECTURE §7), read once at start. A value that can't be used is refused with
 * a sentence before anything is opened.
 */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Cron } from 'croner';
import { StartFailure } from './server/db/start-failure.ts';
import type { BackupPlan } from './server/jobs/backup-worker.ts';

export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL of the user's own; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database without a pooler in between, for LISTEN; null: databaseUrl. */
  readonly databaseDirectUrl: string | null;
  /** Connections in the pool. */
  readonly pool: number;
  readonly dataFolder: string;
  /** Key material for tokens and secrets; null: kept in the data folder. */
  readonly secret: string | null;
  /** What people type to reach this installation; links in mails and cookies follow it, never the Host header. */
  readonly baseUrl: string;
  /** IANA zone of the installation. */
  readonly timezone: string;
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Who sends it may read `/metrics` from elsewhere; null: only the machine itself. */
  readonly metricsToken: string | null;
  /** Days that history of ended instances is kept where their process doesn't say; null: for ever. */
  readonly historyDays: number | null;
  /** Backups by the clock; null: none. */
  readonly backups: BackupPlan | null;
  /** Hosts and networks that may be called although they are not public. */
  readonly outboundAllow: readonly string[];
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfiguration(env: Environment): Configuration {
  const port = integer(env, 'PORT', 3000, 0, 65_535);
  const host = env.HOST || '127.0.0.1';
  return {
    port,
    host,
    databaseUrl: url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseDirectUrl: url(env, 'DATABASE_DIRECT_URL', ['postgres:', 'postgresql:']),
    pool: integer(env, 'POTIK_POOL', 10, 1, 500),
    dataFolder: resolve(env.POTIK_DATA || './data'),
    secret: longText(env, 'POTIK_SECRET', 32),
    baseUrl: (url(env, 'POTIK_BASE_URL', ['http:', 'https:']) ?? `http://${shown(host)}:${port}`).replace(
      /\/$/,
      '',
    ),
    timezone: timezone(env),
    admin: admin(env),
    trustedProxies: proxies(env),
    metricsToken: longText(env, 'POTIK_METRICS_TOKEN', 16),
    historyDays: env.POTIK_HISTORY_DAYS ? integer(env, 'POTIK_HISTORY_DAYS', 0, 1, 36_500) : null,
    backups: backups(env),
    outboundAllow: outboundAllow(env),
    logLevel: oneOf(env, 'POTIK_LOG', ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'info'),
  };
}

// helpers //////////

function refuse(name: string, value: string, expected: string): never {
  throw new StartFailure('configuration', `${name} is ${JSON.stringify(value)}; expected ${expected}.`);
}

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    refuse(name, text, `a whole number from ${min} to ${max}`);
  return value;
}

function url(env: Environment, name: string, protocols: string[]): string | null {
  const text = env[name];
  if (!text) return null;
  const parsed = URL.canParse(text) ? new URL(text) : null;
  // The value may hold a password, so the sentence leaves it out.
  if (!parsed || !protocols.includes(parsed.protocol)) {
    throw new StartFailure(
      'configuration',
      `${name} is not an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
    );
  }
  return text;
}

/** A secret: the sentence leaves its value out. */
function longText(env: Environment, name: string, least: number): string | null {
  const text = env[name];
  if (!text) return null;
  if (text.length < least)
    throw new StartFailure('configuration', `${name} is too short; expected at least ${least} characters.`);
  return text;
}

/** `127.0.0.1, 10.0.0.0/8` */
function proxies(env: Environment): string[] {
  const given = (env.POTIK_TRUSTED_PROXIES ?? '').split(',').map((text) => text.trim());
  return given.filter(Boolean).map((text) => {
    const [address, bits, ...more] = text.split('/');
    const version = isIP(address!);
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    if (version > 0 && fits && more.length === 0) return text;
    return refuse('POTIK_TRUSTED_PROXIES', text, 'addresses or networks such as 127.0.0.1, 10.0.0.0/8');
  });
}

/** `crm.intranet, 10.1.0.0/16` */
function outboundAllow(env: Environment): string[] {
  const given = (env.POTIK_OUTBOUND_ALLOW ?? '').split(',').map((text) => text.trim());
  return given.filter(Boolean).map((text) => {
    const [address, bits, ...more] = text.split('/');
    const version = isIP(address!);
    const most = version === 4 ? 32 : version === 6 ? 128 : -1;
    const fits = bits === undefined ? true : /^\d{1,3}$/.test(bits) && Number(bits) <= most;
    const named = version > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(address!);
    if (fits && named && more.length === 0) return text;
    return refuse(
      'POTIK_OUTBOUND_ALLOW',
      text,
      'hosts, addresses or networks such as crm.intranet, 10.1.0.0/16',
    );
  });
}

function timezone(env: Environment): string {
  const zone = env.POTIK_TIMEZONE || 'UTC';
  try {
    // Offsets such as +01:00, which newer versions of Node.js take, know no summer.
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError(zone);
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return refuse('POTIK_TIMEZONE', zone, 'an IANA time zone such as Europe/Kyiv');
  }
}

function backups(env: Environment): BackupPlan | null {
  const folder = env.POTIK_BACKUP_FOLDER;
  if (!folder) return null;
  const schedule = env.POTIK_BACKUP_SCHEDULE || '0 3 * * *';
  try {
    new Cron(schedule, { paused: true });
  } catch {
    refuse('POTIK_BACKUP_SCHEDULE', schedule, 'a cron text such as 0 3 * * *');
  }
  return { folder: resolve(folder), schedule, keep: integer(env, 'POTIK_BACKUP_KEEP', 14, 1, 10_000) };
}

function admin(env: Environment): Configuration['admin'] {
  const { POTIK_ADMIN_EMAIL: email, POTIK_ADMIN_PASSWORD: password } = env;
  if (!email && !password) return null;
  if (!email || !password) {
    throw new StartFailure(
      'configuration',
      'POTIK_ADMIN_EMAIL and POTIK_ADMIN_PASSWORD go together; one of them is missing.',
    );
  }
  return { email, password };
}

function oneOf(env: Environment, name: string, values: string[], fallback: string): string {
  const text = env[name] || fallback;
  return values.includes(text) ? text : refuse(name, text, `one of ${values.join(', ')}`);
}

function shown(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
