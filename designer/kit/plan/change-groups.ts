/** Changes by what they are about, in the order of the navigation: data, logic, screens, rights, parts. */
const GROUP_OF: Readonly<Record<string, string>> = {
  entity: 'data',
  extension: 'data',
  pipeline: 'data',
  process: 'logic',
  decision: 'logic',
  calendar: 'logic',
  task_types: 'logic',
  webhook: 'logic',
  form: 'screens',
  view: 'screens',
  menu: 'screens',
  role: 'access',
  translation: 'access',
  solution: 'parts',
};

const ORDER = ['data', 'logic', 'screens', 'access', 'parts'];

export function groupsOf<T extends { readonly about: string }>(
  changes: readonly T[],
): readonly { readonly key: string; readonly items: readonly T[] }[] {
  const groups = new Map<string, T[]>();
  for (const change of changes) {
    const key = GROUP_OF[change.about.slice(0, change.about.indexOf('/'))] ?? 'parts';
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return ORDER.flatMap((key) => (groups.has(key) ? [{ key, items: groups.get(key)! }] : []));
}
