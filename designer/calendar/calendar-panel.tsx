/** The properties of the calendar itself: its name, its zone, what it takes over, whether it counts where none is named. */
import { Select, Switch } from '@mantine/core';
import { calendarLine } from '#metadata/calendar.ts';
import { type Definition, definitionsOf } from '#metadata/definition.ts';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { listed, nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { definitionsUsing } from '../draft/used-by.ts';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { setGeneral } from './calendar-content.ts';
import type { CalendarEditing } from './calendar-editing.ts';
import classes from './calendar-page.module.css';
import { zones } from './zones.ts';

export function CalendarPanel({
  definition,
  content,
  edit,
  calendar,
}: CalendarEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const draft = useDraft();
  const { configuration } = draft;
  const makeDefault = useDefault(definition, content);
  // One that stands on this one can't be what it stands on.
  const others = listed(draft, 'calendar', text).filter(
    (other) => !calendarLine(configuration, other.definition.key).includes(definition.key),
  );
  const used = definitionsUsing(configuration, 'calendar', definition.key);
  return (
    <>
      <DefinitionHead icon="calendar-time" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => edit(setGeneral(content, { label }), 'label')}
          />
          <Switch
            label={t('design.calendar.default')}
            description={t('design.calendar.defaultHelp')}
            checked={content.default ?? false}
            onChange={(event) => makeDefault(event.currentTarget.checked)}
          />
          <Select
            label={t('design.calendar.zone')}
            description={t('design.calendar.zoneHelp')}
            data={zones(content.zone)}
            value={content.zone ?? null}
            placeholder={
              calendar.zone
                ? t('design.calendar.zoneTaken', { zone: calendar.zone })
                : t('design.calendar.zoneNone')
            }
            onChange={(zone) => edit(setGeneral(content, { zone }))}
            searchable
            clearable
          />
          {(others.length > 0 || content.extends) && (
            <Select
              label={t('design.calendar.extends')}
              description={t('design.calendar.extendsHelp')}
              data={others.map((other) => ({ value: other.definition.key, label: other.name }))}
              value={content.extends ?? null}
              placeholder={t('design.calendar.extendsNone')}
              onChange={(other) => edit(setGeneral(content, { extends: other }))}
              clearable
            />
          )}
        </Section>
        {used.length > 0 && (
          <Section title={t('design.usedBy')}>
            <ul className={classes.uses}>
              {used.map(({ kind, key }) => (
                <li key={`${kind}/${key}`}>
                  <Link href={definitionAddress(kind, key)}>
                    {nameOf(configuration.definitions.get(`${kind}/${key}`)!, text)}
                  </Link>{' '}
                  · {t(`design.kind.${kind}.one`)}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </PanelBody>
    </>
  );
}

// helpers //////////

/** Only one counts by default: the other one stops to in the same step. */
function useDefault(definition: Definition, content: CalendarDefinition): (on: boolean) => void {
  const { configuration } = useDraft();
  const make = useMake();
  return (on) => {
    const others = definitionsOf(configuration, 'calendar').filter(
      (other) => on && other.key !== definition.key && (other.content as { default?: boolean }).default,
    );
    make([
      ...others.map((other) =>
        put(other, setGeneral(other.content as CalendarDefinition, { default: false })),
      ),
      put(definition, setGeneral(content, { default: on })),
    ]);
  };
}

function put({ kind, key, solution }: Definition, content: CalendarDefinition) {
  return { change: 'put', kind, key, solution, content: content as unknown as Json };
}
