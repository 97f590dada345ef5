/** What of a start form's page stands in its address: the record the process is about. */
export interface StartSearch {
  /** `<entity>/<id>` */
  readonly record?: string;
}

export function readStartSearch(search: Record<string, unknown>): StartSearch {
  const { record } = search;
  return { record: typeof record === 'string' && record.includes('/') ? record : undefined };
}

export function recordOf({ record }: StartSearch): { entity: string; id: string } | undefined {
  if (!record) return undefined;
  const at = record.indexOf('/');
  return { entity: record.slice(0, at), id: record.slice(at + 1) };
}
