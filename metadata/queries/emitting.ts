/** What a statement is written with, for whoever asks. */
import type { Registry } from '../registry/model.ts';
import { sqlWriter } from '../sql.ts';
import { filterSql } from './filter-sql.ts';
import type { EmitContext, Viewer } from './frame.ts';
import type { Clock } from './operators.ts';
import type { ReadRights } from './place.ts';

export interface Emitting {
  readonly registry: Registry;
  readonly rights: ReadRights;
  readonly viewer: Viewer;
  readonly clock: Clock;
}

export function emitting({ registry, rights, viewer, clock }: Emitting): EmitContext {
  return { writer: sqlWriter(), registry, rights, viewer, clock, condition: filterSql };
}
