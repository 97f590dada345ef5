/** How a view is shown, and to whom: its name, the ways in their order with what each needs, quick filters, roles. */
import { Checkbox, MultiSelect, Select, Switch } from '@mantine/core';
import type { Definition } from '#metadata/definition.ts';
import type { Field } from '#metadata/registry.ts';
import type { ViewDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { optionsOf } from '#ui/options.ts';
import { entityAddress } from '../draft/addresses.ts';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { usePathChoices, withChosen } from '../draft/path-text.ts';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { moved, SortLine, SortList } from '../kit/sort-list.tsx';
import { type ViewEditing, withParts } from './view-editing.ts';
import classes from './view-page.module.css';

type Way = NonNullable<ViewDefinition['as']>[number];
/** Ways the workspace draws. A view that names others keeps them: they are part of the language of solutions. */
const WAYS: readonly Way[] = ['table', 'tree', 'kanban'];

export function ViewPanel(given: ViewEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const { content, edit, entity, definition } = given;
  const { registry } = useDraft();
  const set = (parts: Parameters<typeof withParts>[1], about?: string) =>
    edit(withParts(content, parts), about);
  const ways = content.as ?? ['table'];
  const isTree = [...(entity?.fields.values() ?? [])].some(({ type }) => type.key === 'parent');
  return (
    <>
      <DefinitionHead icon="layout-list" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => set({ label }, 'label')}
          />
          {entity && (
            <Link href={entityAddress(entity.key)} className={classes.link}>
              {t('design.kind.entity.one')}: {text(entity.label, entity.key)}
            </Link>
          )}
          <Switch
            label={t('design.view.default')}
            checked={content.default ?? false}
            onChange={(event) => set({ default: event.currentTarget.checked || undefined })}
          />
        </Section>
        <Section title={t('design.view.ways')}>
          <SortList
            ids={ways}
            onMove={(from, to) => set({ as: moved(ways, from, to) })}
            label={t('design.view.ways')}
          >
            {ways.map((way, at) => (
              <SortLine key={way} id={way} className={classes.way}>
                <Checkbox
                  label={t(`design.view.way.${way}`)}
                  checked
                  disabled={ways.length === 1}
                  onChange={() => set({ as: ways.filter((one) => one !== way) })}
                />
                {at === 0 && <span className={classes.note}>{t('design.view.first')}</span>}
              </SortLine>
            ))}
          </SortList>
          {WAYS.filter((way) => !ways.includes(way) && (way !== 'tree' || isTree)).map((way) => (
            <Checkbox
              key={way}
              className={classes.off}
              label={t(`design.view.way.${way}`)}
              checked={false}
              onChange={() => set({ as: [...ways, way] })}
            />
          ))}
        </Section>
        {(ways.includes('kanban') || content.kanban) && <Board {...given} />}
        {(ways.includes('calendar') || content.calendar) && <Calendar {...given} />}
        <Section title={t('design.view.quick')}>
          <Paths
            {...given}
            label={t('design.view.filters')}
            value={content.filters ?? []}
            onChange={(filters) => set({ filters })}
          />
        </Section>
        <Section title={t('design.view.who')}>
          <MultiSelect
            aria-label={t('design.view.who')}
            placeholder={content.roles?.length ? undefined : t('design.view.everybody')}
            data={[...registry.roles.values()].map((role) => ({
              value: role.key,
              label: text(role.definition.label, role.key),
            }))}
            value={content.roles ?? []}
            onChange={(roles) => set({ roles })}
            searchable
          />
        </Section>
      </PanelBody>
    </>
  );
}

// helpers //////////

function Board({ content, edit, entity }: ViewEditing) {
  const t = useText();
  const { kanban } = content;
  const lanes = usePathChoices(entity, (field) => optionsOf(field).length > 0 && field.columns.length > 0);
  const sums = usePathChoices(entity, ({ type }) => type.aggregates.includes('sum'));
  const set = (change: Partial<Record<'by' | 'card' | 'sum', unknown>>) => {
    const next = Object.entries({ ...kanban, ...change }).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    );
    const board = Object.fromEntries(next);
    edit(withParts(content, { kanban: board.by ? board : undefined }));
  };
  return (
    <Section title={t('design.view.way.kanban')}>
      <Select
        label={t('design.view.lanes')}
        data={withChosen(lanes, kanban ? [kanban.by] : [])}
        value={kanban?.by ?? null}
        onChange={(by) => set({ by: by ?? undefined })}
        searchable
        clearable
      />
      {kanban && (
        <>
          <Paths
            entity={entity}
            label={t('design.view.card')}
            value={kanban.card ?? []}
            onChange={(card) => set({ card })}
          />
          <Select
            label={t('design.view.sum')}
            data={withChosen(sums, kanban.sum ? [kanban.sum] : [])}
            value={kanban.sum ?? null}
            onChange={(sum) => set({ sum: sum ?? undefined })}
            searchable
            clearable
          />
        </>
      )}
    </Section>
  );
}

function Calendar({ content, edit, entity }: ViewEditing) {
  const t = useText();
  const { calendar } = content;
  const days = usePathChoices(entity, isDay);
  const set = (start: string | null, end: string | null) =>
    edit(withParts(content, { calendar: start ? { start, ...(end && { end }) } : undefined }));
  return (
    <Section title={t('design.view.way.calendar')}>
      <Select
        label={t('design.view.start')}
        data={withChosen(days, calendar ? [calendar.start] : [])}
        value={calendar?.start ?? null}
        onChange={(start) => set(start, calendar?.end ?? null)}
        searchable
        clearable
      />
      {calendar && (
        <Select
          label={t('design.view.end')}
          data={withChosen(days, calendar.end ? [calendar.end] : [])}
          value={calendar.end ?? null}
          onChange={(end) => set(calendar.start, end)}
          searchable
          clearable
        />
      )}
    </Section>
  );
}

function isDay(field: Field): boolean {
  return ['date', 'date and time'].includes(field.type.feelType(field).kind);
}

function Paths({
  entity,
  label,
  value,
  onChange,
}: Pick<ViewEditing, 'entity'> & {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (paths: readonly string[]) => void;
}) {
  const choices = usePathChoices(entity, ({ columns }) => columns.length > 0);
  return (
    <MultiSelect
      label={label}
      data={withChosen(choices, value)}
      value={[...value]}
      onChange={onChange}
      limit={60}
      searchable
    />
  );
}
