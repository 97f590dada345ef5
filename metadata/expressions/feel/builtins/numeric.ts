/** Numbers (DMN 1.5 §10.3.4.5): rounding to a scale, remainder, roots, logarithms. */
import type { Decimal as DecimalJs } from 'decimal.js';
import { DaysDuration, Decimal, MonthsDuration, type Value } from '../../../value.ts';
import { BOOLEAN, DAYS_DURATION, MONTHS_DURATION, NUMBER } from '../../types.ts';
import { finite } from '../arithmetic.ts';
import { note, type Run } from '../run.ts';
import { type BuiltIn, defineBuiltIn, overload, parameter } from './define.ts';

type N = readonly [Decimal];
type NN = readonly [Decimal, Decimal];

const MIN_SCALE = -6111;
const MAX_SCALE = 6176;

export const decimal = rounding('decimal', Decimal.ROUND_HALF_EVEN, 'with scale');
export const floor = rounding('floor', Decimal.ROUND_FLOOR, 'scale may be left out');
export const ceiling = rounding('ceiling', Decimal.ROUND_CEIL, 'scale may be left out');
export const roundUp = rounding('round up', Decimal.ROUND_UP, 'with scale');
export const roundDown = rounding('round down', Decimal.ROUND_DOWN, 'with scale');
export const roundHalfUp = rounding('round half up', Decimal.ROUND_HALF_UP, 'with scale');
export const roundHalfDown = rounding('round half down', Decimal.ROUND_HALF_DOWN, 'with scale');

export const abs = defineBuiltIn(
  'abs',
  overload<N>([parameter('n', NUMBER)], NUMBER, ([n]) => n.abs()),
  overload<readonly [DaysDuration]>([parameter('n', DAYS_DURATION)], DAYS_DURATION, ([n]) =>
    n.nanos < 0n ? new DaysDuration(-n.nanos) : n,
  ),
  overload<readonly [MonthsDuration]>([parameter('n', MONTHS_DURATION)], MONTHS_DURATION, ([n]) =>
    n.months < 0 ? new MonthsDuration(-n.months) : n,
  ),
);

/** The remainder has the sign of the divisor: `modulo(-10, 4)` is 2. */
export const modulo = defineBuiltIn(
  'modulo',
  overload<NN>([parameter('dividend', NUMBER), parameter('divisor', NUMBER)], NUMBER, ([a, b], run) => {
    if (b.isZero()) return note(run, 'modulo: the divisor is zero.');
    const rest = a.mod(b);
    return rest.isZero() || rest.isNegative() === b.isNegative() ? rest : rest.plus(b);
  }),
);

export const sqrt = defineBuiltIn(
  'sqrt',
  overload<N>([parameter('number', NUMBER)], NUMBER, ([n], run) =>
    n.isNegative() && !n.isZero() ? note(run, 'sqrt: the number is negative.') : n.sqrt(),
  ),
);

export const log = defineBuiltIn(
  'log',
  overload<N>([parameter('number', NUMBER)], NUMBER, ([n], run) =>
    n.isPositive() && !n.isZero() ? n.ln() : note(run, 'log: the number is not above zero.'),
  ),
);

export const exp = defineBuiltIn(
  'exp',
  overload<N>([parameter('number', NUMBER)], NUMBER, ([n], run) => {
    // Beyond this there is no decimal of FEEL's; below, the result is nothing.
    if (n.gt(14_200)) return note(run, 'exp: the result is too large.');
    return n.lt(-14_300) ? new Decimal(0) : finite(n.exp());
  }),
);

export const odd = defineBuiltIn(
  'odd',
  overload<N>([parameter('number', NUMBER)], BOOLEAN, ([n]) => n.isInteger() && !n.mod(2).isZero()),
);

export const even = defineBuiltIn(
  'even',
  overload<N>([parameter('number', NUMBER)], BOOLEAN, ([n]) => n.isInteger() && n.mod(2).isZero()),
);

/** From 0 up to 1. The engine is deterministic, so the number comes in with `Env.random`. */
export const randomNumber = defineBuiltIn(
  'random number',
  overload([], NUMBER, (_args, run) =>
    run.env.random
      ? new Decimal(run.env.random())
      : note(run, 'random number: there is no source of chance here.'),
  ),
);

// helpers //////////

function rounding(
  name: string,
  mode: DecimalJs.Rounding,
  form: 'with scale' | 'scale may be left out',
): BuiltIn {
  const scaled = overload<NN>(
    [parameter('n', NUMBER), parameter('scale', NUMBER)],
    NUMBER,
    ([n, scale], run) => roundTo(n, scale, mode, run),
  );
  if (form === 'with scale') return defineBuiltIn(name, scaled);
  const whole = overload<N>([parameter('n', NUMBER)], NUMBER, ([n]) => n.toDecimalPlaces(0, mode));
  return defineBuiltIn(name, whole, scaled);
}

function roundTo(n: Decimal, scale: Decimal, mode: DecimalJs.Rounding, run: Run): Value {
  if (scale.lt(MIN_SCALE) || scale.gt(MAX_SCALE)) return note(run, 'The scale is out of bounds.');
  const places = Math.trunc(scale.toNumber());
  if (places >= 0) return n.toDecimalPlaces(places, mode);
  const unit = new Decimal(10).pow(-places);
  return finite(n.div(unit).toDecimalPlaces(0, mode).times(unit));
}
