/** What the address of a process's operations says: the tab, version and period, and the filter of its instances. */
export interface OperationsSearch {
  readonly tab?: 'instances';
  readonly version?: number;
  readonly days?: number;
  readonly heat?: Heat;
  readonly state?: State;
  readonly businessKey?: string;
  readonly element?: string;
  readonly variable?: string;
  readonly value?: string;
  readonly from?: string;
  readonly to?: string;
}

export const HEATS = ['now', 'done', 'duration', 'failures'] as const;
export type Heat = (typeof HEATS)[number];
export const STATES = ['running', 'incident', 'suspended', 'ended', 'all'] as const;
export type State = (typeof STATES)[number];
export const PERIODS = [1, 7, 30, 90, 365] as const;

export function operationsSearch(given: Readonly<Record<string, unknown>>): OperationsSearch {
  const text = (name: string) => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
  };
  const number = (name: string) => {
    const value = Number(given[name]);
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  const oneOf = (name: string, known: readonly string[]) =>
    known.includes(String(given[name])) ? { [name]: given[name] } : {};
  return {
    ...oneOf('tab', ['instances']),
    ...number('version'),
    ...number('days'),
    ...oneOf('heat', HEATS),
    ...oneOf('state', STATES),
    ...text('businessKey'),
    ...text('element'),
    ...text('variable'),
    ...text('value'),
    ...text('from'),
    ...text('to'),
  };
}

/** The filter as the server takes it. A variable counts when both its name and its value are there. */
export function selectionOf(process: string, search: OperationsSearch) {
  const { version, state, businessKey, element, variable, value, from, to } = search;
  return {
    process,
    state: state ?? 'running',
    ...(version !== undefined && { version }),
    ...(businessKey && { search: businessKey }),
    ...(element && { element }),
    ...(variable && value && { variable, value }),
    ...(from && { startedFrom: new Date(`${from}T00:00`).toISOString() }),
    ...(to && { startedTo: new Date(Date.parse(`${to}T00:00`) + 86_400_000).toISOString() }),
  };
}

/** Tabs of all processes together. */
export const TABS = ['processes', 'stuck', 'batches'] as const;
export type OperationsTab = (typeof TABS)[number];

export function operationsTab(given: unknown): OperationsTab | undefined {
  return TABS.find((tab) => tab === given);
}
