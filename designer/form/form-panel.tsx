/** The settings of what is chosen: an item, a section, or the form. */
import { Button, NativeSelect, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { Definition } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { entityAddress } from '../draft/addresses.ts';
import { nameOf } from '../draft/definitions.ts';
import { useLabelText } from '../draft/draft.tsx';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { FeelInput, type NamesBehind } from '../kit/feel-input.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { moved } from '../kit/sort-list.tsx';
import { type FormEditing, useFieldWords, useFormNames } from './form-editing.ts';
import { given, type ItemSettings, itemAt, type Place, tidied, withItem, without } from './form-layout.ts';
import classes from './form-page.module.css';

export function FormPanel(all: FormEditing & { readonly definition: Definition }) {
  const { chosen, sections } = all;
  const item = chosen !== null && 'item' in chosen ? itemAt(sections, chosen.item) : undefined;
  if (item && chosen !== null && 'item' in chosen)
    return <ItemPanel key={JSON.stringify(chosen.item)} {...all} item={item} place={chosen.item} />;
  if (chosen !== null && 'section' in chosen && sections[chosen.section])
    return <SectionPanel key={chosen.section} {...all} at={chosen.section} />;
  return <WholePanel {...all} />;
}

// helpers //////////

function WholePanel({
  content,
  edit,
  definition,
  entity,
}: FormEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  return (
    <>
      <DefinitionHead icon="forms" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => edit(given({ ...content, label }), 'label')}
          />
          {entity && (
            <Link href={entityAddress(entity.key)} className={classes.link}>
              {t('design.kind.entity.one')}: {text(entity.label, entity.key)}
            </Link>
          )}
          {entity && (
            <Switch
              label={t('design.formEditor.default')}
              checked={content.default ?? false}
              onChange={(event) => edit(given({ ...content, default: event.currentTarget.checked }))}
            />
          )}
          <p className={classes.hint}>{t('design.formEditor.help')}</p>
        </Section>
      </PanelBody>
    </>
  );
}

function SectionPanel(all: FormEditing & { readonly at: number }) {
  const t = useText();
  const text = useLabelText();
  const { sections, keep, onChoose, at } = all;
  const names = useFormNames(all);
  const section = sections[at]!;
  const set = (change: object, about?: string) =>
    keep(
      sections.map((one, i) => (i === at ? { ...one, ...change } : one)),
      about,
    );
  const go = (by: number) => {
    keep(moved(sections, at, at + by));
    onChoose({ section: at + by });
  };
  return (
    <>
      <PanelHead
        icon="layout-list"
        title={section.label === undefined ? t('design.formEditor.noTitle') : text(section.label, '')}
        sub={t('design.formEditor.section')}
      />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.formEditor.head')}
            value={section.label}
            onChange={(label) => set({ label }, `section ${at} label`)}
          />
          <Switch
            label={t('design.formEditor.collapsed')}
            checked={section.collapsed ?? false}
            onChange={(event) => set({ collapsed: event.currentTarget.checked || undefined })}
          />
          <When
            label={t('design.formEditor.show')}
            value={section.show}
            names={names}
            onChange={(show) => set({ show }, `section ${at} show`)}
          />
        </Section>
        <div className={classes.deeds}>
          <Button leftSection={<IconArrowUp size={15} />} disabled={at === 0} onClick={() => go(-1)}>
            {t('design.moveUp')}
          </Button>
          <Button
            leftSection={<IconArrowDown size={15} />}
            disabled={at === sections.length - 1}
            onClick={() => go(1)}
          >
            {t('design.moveDown')}
          </Button>
          <Button
            color="bad"
            leftSection={<IconTrash size={15} />}
            disabled={sections.length === 1}
            onClick={() => {
              keep(sections.filter((_, i) => i !== at));
              onChoose(null);
            }}
          >
            {t('design.remove')}
          </Button>
        </div>
      </PanelBody>
    </>
  );
}

function ItemPanel(all: FormEditing & { readonly item: ItemSettings; readonly place: Place }) {
  const t = useText();
  const { sections, keep, onChoose, item, place } = all;
  const words = useFieldWords(all);
  const names = useFormNames(all);
  const about = `item ${item.field ?? JSON.stringify(place)}`;
  const set = (change: Partial<ItemSettings>, of?: string) =>
    keep(
      withItem(sections, place, (before) => ({ ...before, ...change })),
      of && `${about} ${of}`,
    );
  const remove = (
    <div className={classes.deeds}>
      <Button
        color="bad"
        leftSection={<IconTrash size={15} />}
        onClick={() => {
          keep(tidied(without(sections, place)));
          onChoose(null);
        }}
      >
        {t('design.formEditor.takeAway')}
      </Button>
    </div>
  );
  if (item.text !== undefined)
    return (
      <>
        <PanelHead icon="align-left" title={t('design.formEditor.text')} />
        <PanelBody>
          <Section title={t('design.group.general')}>
            <LabelProp
              title={t('design.formEditor.text')}
              value={item.text}
              onChange={(text) => set({ text: text ?? '…' }, 'text')}
            />
          </Section>
          {remove}
        </PanelBody>
      </>
    );
  const field = item.field ?? '';
  return (
    <>
      <PanelHead icon="forms" title={words.name(field)} sub={<code>{field}</code>} />
      <PanelBody>
        <Section title={t('design.formEditor.look')}>
          <LabelProp
            title={t('design.formEditor.ownName')}
            value={item.label}
            onChange={(label) => set({ label }, 'label')}
          />
          <LabelProp
            title={t('design.formEditor.ownHelp')}
            value={item.help}
            onChange={(help) => set({ help }, 'help')}
          />
        </Section>
        <Section title={t('design.formEditor.show')}>
          <When
            label={t('design.formEditor.show')}
            value={item.show}
            names={names}
            onChange={(show) => set({ show }, 'show')}
          />
        </Section>
        <Section title={t('design.formEditor.required')}>
          <Sometimes
            label={t('design.formEditor.required')}
            value={item.required}
            names={names}
            onChange={(required) => set({ required }, 'required')}
          />
        </Section>
        <Section title={t('design.formEditor.readOnly')}>
          <Sometimes
            label={t('design.formEditor.readOnly')}
            value={item.read_only}
            names={names}
            onChange={(read_only) => set({ read_only }, 'read_only')}
          />
        </Section>
        {remove}
      </PanelBody>
    </>
  );
}

/** A condition, or none. */
function When({
  label,
  value,
  names,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly names: NamesBehind;
  readonly onChange: (value: string | undefined) => void;
}) {
  const t = useText();
  return (
    <FeelInput
      label={label}
      hideLabel
      always
      value={value === undefined ? '' : `= ${value}`}
      placeholder={t('design.formEditor.always')}
      names={names}
      onChange={(text) => onChange(text.replace(/^\s*=\s*/, '').trim() || undefined)}
    />
  );
}

/** Never, always, or under a condition. */
function Sometimes({
  label,
  value,
  names,
  onChange,
}: {
  readonly label: string;
  readonly value: boolean | string | undefined;
  readonly names: NamesBehind;
  readonly onChange: (value: boolean | string | undefined) => void;
}) {
  const t = useText();
  const kind = typeof value === 'string' ? 'when' : value ? 'yes' : 'own';
  return (
    <>
      <NativeSelect
        aria-label={label}
        value={kind}
        data={['own', 'yes', 'when'].map((one) => ({ value: one, label: t(`design.formEditor.${one}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value;
          onChange(next === 'yes' ? true : next === 'when' ? 'true' : undefined);
        }}
      />
      {typeof value === 'string' && (
        <When label={label} value={value} names={names} onChange={(text) => onChange(text ?? 'true')} />
      )}
    </>
  );
}
