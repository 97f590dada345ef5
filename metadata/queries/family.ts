/** Families of SQL types that can be compared with each other, and the cast a bound value gets beside a column. */

export type Family = 'number' | 'text' | 'uuid' | 'date' | 'instant' | 'time' | 'boolean' | 'list' | 'json';

export function familyOf(sql: string): Family {
  if (sql.endsWith('[]')) return 'list';
  if (sql.startsWith('numeric') || sql === 'bigint' || sql === 'smallint' || sql === 'integer')
    return 'number';
  if (sql === 'uuid' || sql === 'date' || sql === 'boolean') return sql;
  if (sql.startsWith('timestamp')) return 'instant';
  if (sql.startsWith('time')) return 'time';
  return sql === 'jsonb' ? 'json' : 'text';
}

/** Numbers lose no digits by the column's precision; whole ones keep its type, so that its index serves. */
export function castBeside(sql: string, value: unknown): string {
  if (sql.startsWith('numeric')) return 'numeric';
  if (familyOf(sql) === 'number') return /^-?\d{1,15}$/.test(String(value)) ? 'bigint' : 'numeric';
  return sql;
}
