/** A solution: what it is called, its version and languages, the solutions it stands on, and what it consists of. */
import { ActionIcon, Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type Definition, definitionsOf } from '#metadata/definition.ts';
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { KIND_ICONS, nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { type Edit, useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { isRange, isVersion, withParts, withRequired } from './solution-content.ts';
import classes from './solution-page.module.css';

interface Editing {
  readonly content: SolutionDefinition;
  readonly edit: Edit<SolutionDefinition>;
  readonly definition: Definition;
}

/** Languages that are offered; others a file may name. */
const LANGUAGES = ['en', 'uk', 'ru', 'pl', 'de', 'fr', 'es', 'ro', 'cs'];

export function SolutionPage({ definition }: { readonly definition: Definition }) {
  const [content, edit] = useContent<SolutionDefinition>(definition);
  const given = { content, edit, definition };
  return (
    <DefinitionFrame definition={definition} tab="editor" props={<Properties {...given} />}>
      <div className={classes.page}>
        <Required {...given} />
        <Contents {...given} />
      </div>
    </DefinitionFrame>
  );
}

// helpers //////////

function Properties({ content, edit, definition }: Editing) {
  const t = useText();
  const text = useLabelText();
  const set = (parts: Partial<SolutionDefinition>, about?: string) => edit(withParts(content, parts), about);
  const { languages = [] } = content;
  return (
    <>
      <DefinitionHead icon="package" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.title}
            onChange={(title) => title !== undefined && set({ title }, 'title')}
          />
          <LabelProp
            title={t('design.solutionPage.description')}
            value={content.description}
            onChange={(description) => set({ description }, 'description')}
          />
          <TextProp
            label={t('design.solutionPage.version')}
            help={t('design.solutionPage.versionHelp')}
            mono
            value={content.version}
            onChange={(version) => isVersion(version) && set({ version }, 'version')}
          />
        </Section>
        <Section title={t('design.solutionPage.conventions')}>
          <MultiSelect
            label={t('design.solutionPage.languages')}
            description={t('design.solutionPage.languagesHelp')}
            value={languages}
            data={[...new Set([...languages, ...LANGUAGES])]}
            onChange={(next) => next.length > 0 && set({ languages: next as [string, ...string[]] })}
          />
          <TextProp
            label={t('design.solutionPage.currency')}
            mono
            value={content.currency ?? ''}
            onChange={(typed) => {
              const currency = typed.trim().toUpperCase();
              if (currency === '' || /^[A-Z]{3}$/.test(currency))
                set({ currency: currency || undefined }, 'currency');
            }}
          />
          <TextProp
            label={t('design.solutionPage.author')}
            value={content.author ?? ''}
            onChange={(author) => set({ author: author || undefined }, 'author')}
          />
          <TextProp
            label={t('design.solutionPage.licence')}
            value={content.licence ?? ''}
            onChange={(licence) => set({ licence: licence || undefined }, 'licence')}
          />
        </Section>
      </PanelBody>
    </>
  );
}

function Required({ content, edit, definition }: Editing) {
  const t = useText();
  const text = useLabelText();
  const { configuration } = useDraft();
  const required = Object.entries(content.requires ?? {});
  const all = definitionsOf(configuration, 'solution');
  const free = all.filter(({ key }) => key !== definition.key && !(key in (content.requires ?? {})));
  const called = (key: string) => {
    const found = all.find((one) => one.key === key);
    return found ? nameOf(found, text) : key;
  };
  const versionOf = (key: string) =>
    (all.find((one) => one.key === key)?.content as SolutionDefinition | undefined)?.version;
  return (
    <section>
      <h2 className={classes.title}>{t('design.solutionPage.requires')}</h2>
      <p className={classes.hint}>{t('design.solutionPage.requiresHelp')}</p>
      {required.map(([key, range]) => (
        <div key={key} className={classes.required}>
          <b data-wrong={versionOf(key) === undefined}>{called(key)}</b>
          <span className={classes.hint}>
            {versionOf(key) === undefined
              ? t('design.solutionPage.notThere')
              : t('design.solutionPage.there', { version: versionOf(key) })}
          </span>
          <Range
            label={t('design.solutionPage.versions', { name: called(key) })}
            value={range}
            onChange={(next) => edit(withRequired(content, key, next), `requires ${key}`)}
          />
          <ActionIcon
            aria-label={t('design.removeNamed', { name: called(key) })}
            onClick={() => edit(withRequired(content, key, null))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {free.length > 0 && (
        <NativeSelect
          aria-label={t('design.solutionPage.addRequired')}
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          value=""
          data={[
            { value: '', label: t('design.solutionPage.addRequired') },
            ...free.map((one) => ({ value: one.key, label: nameOf(one, text) })),
          ]}
          onChange={(event) => {
            const key = event.currentTarget.value;
            if (key) edit(withRequired(content, key, `^${versionOf(key) ?? '1.0'}`));
          }}
        />
      )}
    </section>
  );
}

function Range({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (range: string) => void;
}) {
  return (
    <TextInput
      aria-label={label}
      defaultValue={value}
      key={value}
      w={120}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim();
        if (typed !== value && isRange(typed)) onChange(typed);
        else event.currentTarget.value = value;
      }}
    />
  );
}

function Contents({ definition }: Editing) {
  const t = useText();
  const text = useLabelText();
  const { configuration } = useDraft();
  const own = [...configuration.definitions.values()].filter(
    ({ solution, kind }) => solution === definition.key && kind !== 'solution',
  );
  const kinds = [...new Set(own.map(({ kind }) => kind))].sort();
  return (
    <section>
      <h2 className={classes.title}>{t('design.solutionPage.contents', { count: own.length })}</h2>
      <div className={classes.kinds}>
        {kinds.map((kind) => (
          <div key={kind} className={classes.kind}>
            <h3>
              <Icon name={kind === 'entity' ? 'hierarchy-2' : (KIND_ICONS[kind] ?? 'file')} size={16} />
              {t(`design.kind.${kind}.many`)}
            </h3>
            <ul>
              {own
                .filter((one) => one.kind === kind)
                .map((one) => ({ one, name: nameOf(one, text) }))
                .sort((a, b) => a.name.localeCompare(b.name))
                .map(({ one, name }) => (
                  <li key={one.key}>
                    <Link href={definitionAddress(kind, one.key)}>{name}</Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      {own.length === 0 && (
        <Button component={Link} href="/design">
          {t('design.nav.overview')}
        </Button>
      )}
    </section>
  );
}
