/** What the parts of the role's editor are handed. */
import type { RoleDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Edit } from '../draft/use-content.ts';
import type { Action } from './role-content.ts';

/** A place of the table. */
export interface Cell {
  readonly entity: string;
  readonly action: Action;
}

export interface RoleEditing {
  readonly content: RoleDefinition;
  readonly edit: Edit<RoleDefinition>;
  readonly choose: (cell: Cell | null) => void;
}
