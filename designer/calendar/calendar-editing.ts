/** What the parts of the calendar's editor are handed. */
import type { WorkingCalendar } from '#metadata/calendar.ts';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Edit } from '../draft/use-content.ts';

export interface CalendarEditing {
  readonly content: CalendarDefinition;
  readonly edit: Edit<CalendarDefinition>;
  /** As it counts, with what it extends. */
  readonly calendar: WorkingCalendar;
}
