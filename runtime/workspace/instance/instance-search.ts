/** What of an instance's page and of the list of processes stands in their addresses. */
export interface InstanceSearch {
  readonly tab?: 'history';
}

export function readInstanceSearch(search: Record<string, unknown>): InstanceSearch {
  return { tab: search.tab === 'history' ? 'history' : undefined };
}

export const STATES = ['running', 'ended', 'all'] as const;
export type State = (typeof STATES)[number];

export interface ProcessesSearch {
  readonly state?: State;
  /** Not only those the person started. */
  readonly everyone?: true;
}

export function readProcessesSearch(search: Record<string, unknown>): ProcessesSearch {
  const state = STATES.find((known) => known === search.state);
  return { state, everyone: search.everyone === true ? true : undefined };
}
