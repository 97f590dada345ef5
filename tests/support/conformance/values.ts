/** Values of scenarios and of the engine. */

import { Decimal, FeelDateTime, type Json } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';

/** `{"$date": "…Z"}` of a scenario is an instant. */
export function toEngine(variables: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, converted(value)]));
}

/** Equal values; numbers by value, instants by their time. */
export function isSame(a: Json | undefined, b: Json): boolean {
  if (a === undefined) return false;
  return canonical(a) === canonical(b);
}

// helpers //////////

function converted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value.$date === 'string' && Object.keys(value).length === 1)
    return { $dateTime: value.$date.includes('T') ? value.$date : `${value.$date}T00:00:00Z` };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, converted(one)]));
}

function canonical(json: Json): string {
  const value = fromState(json);
  if (value instanceof Decimal) return `number ${value.toString()}`;
  if (value instanceof FeelDateTime && typeof json === 'object' && json !== null)
    return `instant ${Date.parse((json as { $dateTime: string }).$dateTime)}`;
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  if (typeof json === 'object' && json !== null)
    return `{${Object.keys(json)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical((json as Record<string, Json>)[key]!)}`)
      .join(',')}}`;
  return JSON.stringify(json);
}
