/** Values of filters as SQL: places, bound values, who asks, moments, arithmetic. */
import { DateTime } from 'luxon';
import type { EmitContext, Frame } from './frame.ts';
import type { Scalar, Shift } from './nodes.ts';
import { placeSql } from './place-sql.ts';
import { stageSql } from './stage-sql.ts';

export function scalarSql(scalar: Scalar, frame: Frame, context: EmitContext): string {
  return SCALARS[scalar.kind](scalar as never, frame, context);
}

// helpers //////////

const INSTANT = 'timestamp(3) with time zone';

type Of<K extends Scalar['kind']> = Extract<Scalar, { kind: K }>;

const SCALARS: {
  readonly [K in Scalar['kind']]: (scalar: Of<K>, frame: Frame, context: EmitContext) => string;
} = {
  place: ({ place }, frame, context) => placeSql(place, frame, context),
  value: ({ value, sql }, _, { writer }) => writer.bind(value, sql),
  me: (_me, _, { writer, viewer }) => writer.bind(viewer.personId, 'uuid'),
  now: ({ shift }, _, { writer, clock }) =>
    writer.bind(shifted(momentOf(clock), shift).toUTC().toISO(), INSTANT),
  today: ({ as, shift }, _, { writer, clock }) => {
    const day = shifted(momentOf(clock).startOf('day'), shift);
    return as === 'date' ? writer.bind(day.toISODate(), 'date') : writer.bind(day.toUTC().toISO(), INSTANT);
  },
  arithmetic: arithmeticSql,
  stage: ({ place, attribute }, frame, context) => stageSql(place, attribute, frame, context),
  text: ({ change, of }, frame, context) => `${change}(${scalarSql(of, frame, context)})`,
};

function arithmeticSql(
  { operator, left, right }: Of<'arithmetic'>,
  frame: Frame,
  context: EmitContext,
): string {
  const by = scalarSql(right, frame, context);
  // FEEL: a division by zero is null, not an error.
  const safe = operator === '/' ? `nullif(${by}, 0)` : by;
  return `(${scalarSql(left, frame, context)}::numeric ${operator} ${safe}::numeric)`;
}

function momentOf({ now, zone }: EmitContext['clock']): DateTime {
  return DateTime.fromMillis(now, { zone });
}

function shifted(time: DateTime, { months, seconds }: Shift): DateTime {
  const days = Math.trunc(seconds / 86_400);
  return time.plus({ months, days, seconds: seconds - days * 86_400 });
}
