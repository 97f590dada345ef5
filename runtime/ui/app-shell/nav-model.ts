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

/**
 * The item of the page that is open: the one with the longest address the present one begins with; where none has the view
 * that is looked at, the first that leads to the same list.
 */
export function currentItem(items: readonly NavItem[], address: string): string | null {
  const covering = items.filter(({ href }) => href && covers(href, address));
  const [best] = covering.sort((a, b) => b.href!.length - a.href!.length);
  const near = best ?? items.find(({ href }) => href && samePath(href, address));
  return near?.key ?? null;
}

// helpers //////////

function samePath(href: string, address: string): boolean {
  const [path] = href.split('?') as [string];
  const [atPath] = address.split('?') as [string];
  return atPath === path || atPath.startsWith(`${path}/`);
}

/** Parameters behind `?` must be there too; more of them may be. */
function covers(href: string, address: string): boolean {
  if (!samePath(href, address)) return false;
  const wanted = new URLSearchParams(href.split('?')[1]);
  const given = new URLSearchParams(address.split('?')[1]);
  return [...wanted].every(([name, value]) => given.get(name) === value);
}
