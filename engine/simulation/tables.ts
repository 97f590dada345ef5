/** The index rows in memory. */
import type {
  CallRow,
  IncidentRow,
  JobRow,
  RowChanges,
  RowId,
  SubscriptionRow,
  TableChanges,
  TaskRow,
} from '../rows.ts';

export interface Tables {
  readonly tasks: Map<string, TaskRow>;
  readonly jobs: Map<string, JobRow>;
  readonly subscriptions: Map<string, SubscriptionRow>;
  readonly incidents: Map<string, IncidentRow>;
  readonly calls: Map<string, CallRow>;
}

export function newTables(): Tables {
  return {
    tasks: new Map(),
    jobs: new Map(),
    subscriptions: new Map(),
    incidents: new Map(),
    calls: new Map(),
  };
}

export function rowKey({ instance, key }: RowId): string {
  return `${instance}/${key}`;
}

export function applyRows(tables: Tables, changes: RowChanges): void {
  applyTable(tables.tasks, changes.tasks);
  applyTable(tables.jobs, changes.jobs);
  applyTable(tables.subscriptions, changes.subscriptions);
  applyTable(tables.incidents, changes.incidents);
  applyTable(tables.calls, changes.calls);
}

// helpers //////////

function applyTable<Row extends RowId>(table: Map<string, Row>, changes: TableChanges<Row>): void {
  for (const id of changes.deleted) {
    if (!table.delete(rowKey(id))) throw new Error(`Expected a row ${rowKey(id)} to delete`);
  }
  for (const row of changes.inserted) {
    if (table.has(rowKey(row))) throw new Error(`Expected no row ${rowKey(row)} yet`);
    table.set(rowKey(row), row);
  }
  for (const { instance, key, set } of changes.updated) {
    const id = rowKey({ instance, key });
    const row = Object.assign({}, table.get(id)) as Record<string, unknown>;
    for (const [column, value] of Object.entries(set)) {
      if (value === null) delete row[column];
      else row[column] = value;
    }
    table.set(id, row as unknown as Row);
  }
}
