/** Which cells of a workbook show their number as a date, a time of day or both (ECMA-376, 18.8.30), and what the number means. */

export type Shown = 'number' | 'date' | 'time' | 'datetime' | 'duration';

/** Formats every workbook knows without saying so; those of East Asian languages are dates too. */
const BUILT_IN: Readonly<Record<number, Shown>> = {
  ...Object.fromEntries(
    [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date']),
  ),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, 'time'])),
  22: 'datetime',
  46: 'duration',
};

/** @param code as it is written by the workbook for formats of its own, such as `dd.mm.yyyy` */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return BUILT_IN[id] ?? 'number';
  const first = code.split(';', 1)[0]!;
  // Texts in quotes, escaped letters, widths and colours say nothing; [h] is hours beyond a day.
  const bare = first.replaceAll(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'duration';
  const letters = bare.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/am\/pm|a\/p/gi, 'h');
  if (/general/i.test(letters)) return 'number';
  const [day, time] = [/[yd]/i.test(letters), /[hs]/i.test(letters)];
  if (day && time) return 'datetime';
  if (time) return 'time';
  return day || /m/i.test(letters) ? 'date' : 'number';
}

/** The cell's number as people would write it: ISO for dates, `1:30:00` for durations. Null where it is no such moment. */
export function momentText(serial: number, shown: Shown, from1904: boolean): string | null {
  if (shown === 'duration' || (shown === 'time' && serial >= 0 && serial < 1)) {
    const seconds = Math.round(serial * 86_400);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (part: number) => String(part).padStart(2, '0');
    return serial < 0 ? null : `${shown === 'time' ? two(h % 24) : h}:${two(m)}:${two(s)}`;
  }
  // Day 60 of the 1900 system is 29 February 1900, which never was; what lies before is a day further on.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  const year = at.getUTCFullYear();
  if (Number.isNaN(at.getTime()) || year < 1900 || year > 9999) return null;
  const text = at.toISOString();
  return shown === 'date' && Number.isInteger(serial)
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
