/** A calendar of working hours: its week, the year it makes, its days off, and when something would be due by it. */
import { useState } from 'react';
import { compiledCalendar } from '#metadata/calendar.ts';
import type { Definition, DefinitionProblem } from '#metadata/definition.ts';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useFormat } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { holidaysOf } from './calendar-content.ts';
import classes from './calendar-page.module.css';
import { CalendarPanel } from './calendar-panel.tsx';
import { DayPanel } from './day-panel.tsx';
import { DueTrial } from './due-trial.tsx';
import { SpecialDays } from './special-days.tsx';
import { Week } from './week.tsx';
import { YearView } from './year-view.tsx';

export function CalendarPage({ definition }: { readonly definition: Definition }) {
  const { configuration } = useDraft();
  const format = useFormat();
  const [content, edit] = useContent<CalendarDefinition>(definition);
  const [chosen, choose] = useState<string | null>(null);
  const [year, turn] = useState(() => Number(format.dayOf().slice(0, 4)));
  const calendar = compiledCalendar(configuration, definition.key);
  const open = (date: string) => {
    choose(date);
    turn(Number(date.slice(0, 4)));
  };
  const show = ({ path = [] }: DefinitionProblem) => {
    const [part, at] = path;
    const day = part === 'holidays' && typeof at === 'number' ? holidaysOf(content)[at]?.day : undefined;
    if (day) open(day.length === 5 ? `${year}-${day}` : day);
    else if (part === 'exceptions' && typeof at === 'string') open(at);
  };
  const given = { content, edit, calendar };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      onProblem={show}
      props={
        chosen === null ? (
          <CalendarPanel {...given} definition={definition} />
        ) : (
          <DayPanel key={chosen} {...given} date={chosen} close={() => choose(null)} />
        )
      }
    >
      <div className={classes.page}>
        <DueTrial calendar={calendar} />
        <Week {...given} />
        <YearView {...given} chosen={chosen} choose={choose} year={year} turn={turn} />
        <SpecialDays {...given} year={year} chosen={chosen} choose={open} />
      </div>
    </DefinitionFrame>
  );
}
