/**
 * Which inner instances of a large loop still run, as a bit set in hexadecimal text: 10,000 of them take 2.5 kB however
 * many are done, where a list of keys would be rewritten with every completion.
 */

/** `count` bits, all set. */
export function allBits(count: number): string {
  const rest = count % 4;
  return 'f'.repeat(Math.floor(count / 4)) + (rest === 0 ? '' : ((1 << rest) - 1).toString(16));
}

export function withoutBit(bits: string, n: number): string {
  const at = n >> 2;
  const digit = Number.parseInt(bits[at] ?? '0', 16) & ~(1 << (n & 3));
  return bits.slice(0, at) + digit.toString(16) + bits.slice(at + 1);
}

export function hasBit(bits: string, n: number): boolean {
  return n >= 0 && (Number.parseInt(bits[n >> 2] ?? '0', 16) & (1 << (n & 3))) !== 0;
}

/** The numbers whose bits are set, ascending. */
export function setBits(bits: string): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < bits.length; at++) {
    const digit = Number.parseInt(bits[at]!, 16);
    for (let bit = 0; bit < 4; bit++) if (digit & (1 << bit)) numbers.push(at * 4 + bit);
  }
  return numbers;
}
