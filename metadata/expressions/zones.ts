/**
 * Offsets of time zones. The rules of IANA zones come from luxon, which reads them from the host's own Intl data, so that
 * nothing has to be shipped; the zone is always given, never the host's.
 */
import { IANAZone } from 'luxon';
import type { Zone } from '../value.ts';

const MAX_MILLIS = 8.64e15;
const DAY = 86_400;

const known = new Map<string, boolean>();

/** True for an IANA name such as `Europe/Kyiv`. */
export function zoneExists(id: string): boolean {
  let exists = known.get(id);
  if (exists === undefined) {
    // Node 22 and later take offsets such as +01:00 for zones too.
    exists = /^[A-Za-z]/.test(id) && IANAZone.isValidZone(id);
    if (known.size < 1000) known.set(id, exists);
  }
  return exists;
}

/** Seconds east of UTC at an instant, given in seconds since the epoch. An unknown zone counts as UTC. */
export function offsetAt(zone: NonNullable<Zone>, epochSeconds: number): number {
  if ('offset' in zone) return zone.offset;
  const millis = Math.max(-MAX_MILLIS, Math.min(MAX_MILLIS, epochSeconds * 1000));
  const minutes = IANAZone.create(zone.id).offset(millis);
  return Number.isFinite(minutes) ? Math.round(minutes * 60) : 0;
}

/**
 * Seconds east of UTC for a local time, given in seconds as if it were UTC. Where clocks go back and the local time is
 * there twice, the earlier instant is meant; where they go forward and it is not there, it moves forward with them.
 */
export function offsetOfLocal(zone: NonNullable<Zone>, localSeconds: number): number {
  if ('offset' in zone) return zone.offset;
  const before = offsetAt(zone, localSeconds - DAY);
  if (offsetAt(zone, localSeconds - before) === before) return before;
  const after = offsetAt(zone, localSeconds + DAY);
  return offsetAt(zone, localSeconds - after) === after ? after : before;
}
