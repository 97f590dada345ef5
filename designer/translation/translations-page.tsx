/** Every label of the solution by language, with what is missing, written where it stands. Names in diagrams are the process editor's. */
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Definition, idOf } from '#metadata/definition.ts';
import { PEOPLE } from '#metadata/people.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { definitionAddress, HOME, kindAddress } from '../draft/addresses.ts';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useDraftStore, useLabelText, useMake } from '../draft/draft.tsx';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { useLater } from '../kit/use-later.ts';
import { labelsOf, missingIn, type PlacedLabel, withText } from './labels.ts';
import classes from './translations-page.module.css';

interface Line extends PlacedLabel {
  readonly definition: Definition;
}

/** Lines drawn at once; more are asked for. */
const AT_ONCE = 150;

export function TranslationsPage() {
  const t = useText();
  const text = useLabelText();
  const draft = useDraft();
  const store = useDraftStore();
  const [kind, setKind] = useState('');
  const [sought, setSought] = useState('');
  const [only, setOnly] = useState<'all' | 'missing'>('all');
  const [most, setMost] = useState(AT_ONCE);
  const { configuration, registry } = draft;
  const languages = registry.languages.length > 0 ? registry.languages : ['en'];
  const lines = useMemo(
    () =>
      [...configuration.definitions.values()]
        .filter(({ solution, kind: of }) => solution !== PEOPLE && of !== 'translation')
        .flatMap((definition) =>
          labelsOf(definition.content).map((label): Line => ({ ...label, definition })),
        ),
    [configuration],
  );
  const kinds = [...new Set(lines.map(({ definition }) => definition.kind))].sort();
  const missing = lines.filter((line) => missingIn(line, languages).length > 0);
  const words = sought.trim().toLowerCase();
  const shown = (only === 'missing' ? missing : lines).filter(
    ({ definition, label, path }) =>
      (kind === '' || definition.kind === kind) &&
      (words === '' ||
        `${definition.key} ${path.join('.')} ${typeof label === 'string' ? label : Object.values(label).join(' ')}`
          .toLowerCase()
          .includes(words)),
  );
  const bar = (
    <>
      <TextInput
        className={classes.tool}
        leftSection={<IconSearch size={16} />}
        placeholder={t('design.translations.find')}
        aria-label={t('design.translations.find')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <NativeSelect
        className={classes.tool}
        aria-label={t('design.translations.kind')}
        value={kind}
        data={[
          { value: '', label: t('design.translations.everywhere') },
          ...kinds.map((one) => ({ value: one, label: t(`design.kind.${one}.many`) })),
        ]}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <SegmentedControl
        style={{ flex: 'none' }}
        size="xs"
        aria-label={t('design.translations.which')}
        value={only}
        data={[
          { value: 'all', label: t('design.translations.all', { count: lines.length }) },
          { value: 'missing', label: t('design.translations.missing', { count: missing.length }) },
        ]}
        onChange={(value) => setOnly(value as 'all' | 'missing')}
      />
      <BarSpace />
      <Button component={Link} href={kindAddress('translation')} variant="subtle">
        {t('design.translations.files')}
      </Button>
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
    </>
  );
  return (
    <Page
      title={t('design.kind.translation.many')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
      mark={<DraftMark />}
    >
      <EditorFrame bar={bar}>
        <div className={classes.page}>
          {shown.length === 0 ? (
            <EmptyState
              title={t(only === 'missing' ? 'design.translations.complete' : 'design.translations.nothing')}
              text={t('design.translations.help')}
            />
          ) : (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('design.translations.place')}</th>
                  {languages.map((language) => (
                    <th key={language} scope="col">
                      {language.toUpperCase()}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, most).map((line) => (
                  <tr key={`${idOf(line.definition)} ${line.path.join('.')}`}>
                    <th scope="row">
                      <Link href={definitionAddress(line.definition.kind, line.definition.key)}>
                        {nameOf(line.definition, text)}
                      </Link>
                      <code>{line.path.join('.')}</code>
                    </th>
                    {languages.map((language) => (
                      <td
                        key={language}
                        data-language={language}
                        data-missing={missingIn(line, [language]).length > 0}
                      >
                        <Cell line={line} language={language} languages={languages} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {shown.length > most && (
            <Button mt={12} onClick={() => setMost(most + AT_ONCE)}>
              {t('design.translations.more', { count: shown.length - most })}
            </Button>
          )}
        </div>
      </EditorFrame>
    </Page>
  );
}

// helpers //////////

function Cell({
  line: { definition, path, label },
  language,
  languages,
}: {
  readonly line: Line;
  readonly language: string;
  readonly languages: readonly string[];
}) {
  const t = useText();
  const make = useMake();
  const { kind, key, solution } = definition;
  const kept = typeof label === 'string' ? label : (label[language] ?? '');
  const keep = (typed: string) => {
    // A label without any text would be none at all.
    const others = typeof label !== 'string' && Object.keys(label).some((one) => one !== language);
    if (typed.trim() === '' && !others) return;
    const content = withText(definition.content, path, language, typed, languages);
    make([{ change: 'put', kind, key, solution, content }], { together: true });
  };
  const [typed, setTyped, keepNow] = useLater(kept, keep);
  return (
    <input
      className={classes.cell}
      aria-label={t('design.translations.cell', { place: `${key}.${path.join('.')}`, language })}
      value={typed}
      placeholder="…"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keepNow}
    />
  );
}
