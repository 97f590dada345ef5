/** The order of what two sides have arranged, each in its own way. Called by the merge for keys of objects and items of lists. */

/** Our order, with what is new there put behind the neighbour it follows there; their order where we kept the old one. */
export function mergedOrder(
  old: readonly string[],
  own: readonly string[],
  other: readonly string[],
): string[] {
  const common = (list: readonly string[]) =>
    list.filter((key) => own.includes(key) && other.includes(key) && old.includes(key)).join('\n');
  const [first, second] = common(own) === common(old) ? [other, own] : [own, other];
  const order = [...first];
  for (const [i, key] of second.entries()) {
    if (order.includes(key)) continue;
    const before = second
      .slice(0, i)
      .reverse()
      .find((neighbour) => order.includes(neighbour));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  }
  return order;
}
