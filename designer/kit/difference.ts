/** The difference of two lists of lines by their longest common subsequence; equal heads and tails are taken off first. */
export interface DifferenceLine {
  readonly kind: 'same' | 'gone' | 'come';
  readonly text: string;
}

/** Beyond this many pairs of lines the middle is shown as gone and come as a whole. */
const MOST_PAIRS = 4_000_000;

export function differenceOf(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  return [
    ...of('same', before.slice(0, head)),
    ...(old.length * now.length > MOST_PAIRS ? [...of('gone', old), ...of('come', now)] : middle(old, now)),
    ...of('same', before.slice(before.length - tail)),
  ];
}

// helpers //////////

function of(kind: DifferenceLine['kind'], texts: readonly string[]): DifferenceLine[] {
  return texts.map((text) => ({ kind, text }));
}

function middle(old: readonly string[], now: readonly string[]): DifferenceLine[] {
  const width = now.length + 1;
  // common[i * width + j]: length of the longest common subsequence of old from i and now from j.
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        old[i] === now[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i]! });
      i += 1;
      j += 1;
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) {
      lines.push({ kind: 'gone', text: old[i]! });
      i += 1;
    } else {
      lines.push({ kind: 'come', text: now[j]! });
      j += 1;
    }
  }
  return [...lines, ...of('gone', old.slice(i)), ...of('come', now.slice(j))];
}
