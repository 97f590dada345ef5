/** One day of the year: as any other, a day off (of this year or of every one, with a name), or with hours of its own. */
import { ActionIcon, SegmentedControl, Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Label } from '#metadata/label.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { type Holiday, type Said, setDay } from './calendar-content.ts';
import type { CalendarEditing } from './calendar-editing.ts';
import { HoursInput } from './hours-input.tsx';
import { hoursOfSpans, textOfSpans } from './hours-text.ts';
import { dayOf } from './year.ts';

export interface DayPanelProps extends CalendarEditing {
  /** `2026-04-13`. */
  readonly date: string;
  readonly close: () => void;
}

const CHOICES = ['usual', 'off', 'hours'] as const;
/** What a day that is closed else is given first. */
const FIRST_HOURS = '09:00-18:00';

export function DayPanel({ date, close, content, edit, calendar }: DayPanelProps) {
  const t = useText();
  const format = useFormat();
  const { said, spans, kind, weekday } = dayOf(calendar, content, date);
  const set = (next: Said, about?: string) => edit(setDay(content, date, next), about && `${date} ${about}`);
  const usual = calendar.week[weekday]!;
  const choose = (choice: string) => {
    if (choice === 'usual') set(null);
    if (choice === 'off') set({ as: 'off', holiday: { day: date } });
    if (choice === 'hours') set({ as: 'hours', hours: usual.length > 0 ? hoursOfSpans(usual) : FIRST_HOURS });
  };
  return (
    <>
      <PanelHead
        icon="calendar-time"
        title={format.dayHeading(date)}
        sub={
          <>
            {t(`design.calendar.kind.${kind}`)}
            {spans.length > 0 && ` · ${textOfSpans(spans)}`}
          </>
        }
      >
        <ActionIcon aria-label={t('design.close')} onClick={close}>
          <IconX size={18} />
        </ActionIcon>
      </PanelHead>
      <PanelBody>
        <Section title={t('design.calendar.day')}>
          <SegmentedControl
            fullWidth
            aria-label={t('design.calendar.day')}
            data={CHOICES.map((value) => ({ value, label: t(`design.calendar.choice.${value}`) }))}
            value={said?.as ?? 'usual'}
            onChange={choose}
          />
          {said?.as === 'off' && <DayOff date={date} holiday={said.holiday} set={set} />}
          {said?.as === 'hours' && (
            <HoursInput
              showLabel
              label={t('design.calendar.hoursLabel')}
              spans={spans}
              onChange={(hours) => set({ as: 'hours', hours })}
            />
          )}
        </Section>
      </PanelBody>
    </>
  );
}

// helpers //////////

function DayOff({
  date,
  holiday,
  set,
}: {
  readonly date: string;
  readonly holiday: Holiday;
  readonly set: (said: Said, about?: string) => void;
}) {
  const t = useText();
  const keep = (next: Holiday, about?: string) => set({ as: 'off', holiday: next }, about);
  return (
    <>
      <Switch
        label={t('design.calendar.everyYear')}
        checked={holiday.day.length === 5}
        onChange={(event) => keep({ ...holiday, day: event.currentTarget.checked ? date.slice(5) : date })}
      />
      <LabelProp
        title={t('design.name')}
        value={holiday.label}
        onChange={(label) => keep(labelled(holiday.day, label), 'label')}
      />
    </>
  );
}

function labelled(day: string, label: Label | undefined): Holiday {
  return label === undefined ? { day } : { day, label };
}
