/** Instants as the wall clock of a zone shows them, the form date pickers work in (`2026-01-31 09:30:00`). */

export function toWallClock(instant: string, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The instant at which the clock of the zone shows this; in the hour that summer time skips, the one an hour later. */
export function fromWallClock(clock: string, timeZone: string): string {
  const wanted = Date.parse(`${clock.replace(' ', 'T')}Z`);
  let instant = wanted;
  // The zone's offset at the guess leads to a better guess; two rounds settle it.
  for (let round = 0; round < 3; round += 1) {
    const shown = Date.parse(`${toWallClock(new Date(instant).toISOString(), timeZone).replace(' ', 'T')}Z`);
    if (shown === wanted) break;
    instant += wanted - shown;
  }
  return new Date(instant).toISOString();
}
