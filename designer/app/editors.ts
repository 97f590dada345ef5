/** The editors by kind of definition; a kind without one is edited as text. Entities have theirs in the data model. */
import { type ComponentType, lazy } from 'react';
import type { Definition } from '#metadata/definition.ts';

export interface EditorPageProps {
  readonly definition: Definition;
  /** A part of it that a link leads to. */
  readonly element: string | null;
}

export const EDITORS: Readonly<Record<string, ComponentType<EditorPageProps>>> = {
  calendar: lazy(async () => ({ default: (await import('../calendar/calendar-page.tsx')).CalendarPage })),
  decision: lazy(async () => ({ default: (await import('../decision/decision-page.tsx')).DecisionPage })),
  form: lazy(async () => ({ default: (await import('../form/form-page.tsx')).FormPage })),
  menu: lazy(async () => ({ default: (await import('../menu/menu-page.tsx')).MenuPage })),
  pipeline: lazy(async () => ({ default: (await import('../pipeline/pipeline-page.tsx')).PipelinePage })),
  process: lazy(async () => ({ default: (await import('../process/process-page.tsx')).ProcessPage })),
  role: lazy(async () => ({ default: (await import('../role/role-page.tsx')).RolePage })),
  solution: lazy(async () => ({ default: (await import('../solution/solution-page.tsx')).SolutionPage })),
  view: lazy(async () => ({ default: (await import('../view/view-page.tsx')).ViewPage })),
  task_types: lazy(async () => ({
    default: (await import('../task-types/task-types-page.tsx')).TaskTypesPage,
  })),
};
