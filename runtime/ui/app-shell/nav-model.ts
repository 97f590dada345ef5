/** What the navigation shows. */
export interface NavItem {
  readonly key: string;
  readonly label: string;
  /** Tabler name. */
  readonly icon: string;
  /** Where it leads; or what it does. */
  readonly href?: string;
  readonly onClick?: () => void;
  readonly count?: number;
  /** The count asks for attention. */
  readonly hot?: boolean;
  /** The filled button of the phone's bar. */
  readonly primary?: boolean;
}

export interface NavGroup {
  readonly key: string;
  /** None for the first group. */
  readonly label?: string;
  readonly items: readonly NavItem[];
}

/** The item of the page that is open: the one with the longest address the present one begins with. */
export function currentItem(items: readonly NavItem[], address: string): string | null {
  let best: NavItem | null = null;
  for (const item of items) {
    const href = item.href;
    if (!href || !covers(href, address)) continue;
    if (!best || href.length > best.href!.length) best = item;
  }
  return best?.key ?? null;
}

// helpers //////////

/** Parameters behind `?` must be there too; more of them may be. */
function covers(href: string, address: string): boolean {
  const [path, query = ''] = href.split('?') as [string, string?];
  const [atPath, atQuery = ''] = address.split('?') as [string, string?];
  if (atPath !== path && !atPath.startsWith(`${path}/`)) return false;
  const wanted = new URLSearchParams(query);
  const given = new URLSearchParams(atQuery);
  return [...wanted].every(([name, value]) => given.get(name) === value);
}
