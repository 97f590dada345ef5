/** What a group of the properties panel answers for itself. One file a group, one line in `table.ts`. */
import type { ComponentType, ReactNode } from 'react';
import type { Shape } from '../bpmn-types.ts';
import type { Edit } from '../edit.ts';
import type { ProcessModeler } from '../modeler.ts';

export interface GroupProps {
  readonly modeler: ProcessModeler;
  readonly edit: Edit;
  readonly element: Shape;
  /** Key of the process's definition, and the solution it belongs to. */
  readonly process: string;
  readonly solution: string;
}

export interface Group {
  /** Its title is the text `design.group.<key>`. */
  readonly key: string;
  applies(element: Shape): boolean;
  /** Closed at first. */
  shut?(element: Shape): boolean;
  /** At the right end of the title. */
  note?(element: Shape): ReactNode;
  readonly Body: ComponentType<GroupProps>;
}

export function defineGroup(group: Group): Group {
  return Object.freeze(group);
}
