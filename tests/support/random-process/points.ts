/** The decision table that random processes ask: how many points a variable is worth. */
import { dmn, table } from '../decisions.ts';

export const POINTS: readonly number[] = [1, 5, 7];

export const POINTS_FILE = dmn(
  table(
    'hitPolicy="UNIQUE"',
    ['x'],
    ['<output id="points" name="points" typeRef="number"/>'],
    POINTS.map((points, x) => [[String(x)], [String(points)]] as const),
  ),
);
