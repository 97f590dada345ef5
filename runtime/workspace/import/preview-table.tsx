/** The first rows with what would become of each, and what is wrong at which cell. */

import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ImportDraft, type ImportPreview, type ImportSettings, previewImport } from '#api/imports.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Pill, type Tone } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import classes from './import.module.css';
import { useSaid } from './use-said.ts';

const TONES: Readonly<Record<ImportPreview['rows'][number]['deed'], Tone>> = {
  create: 'good',
  update: 'info',
  skip: 'neutral',
  fail: 'bad',
};

export function PreviewTable({
  draft,
  settings,
}: {
  readonly draft: ImportDraft;
  readonly settings: ImportSettings;
}) {
  const t = useText();
  const client = useApi();
  const found = useQuery({
    queryKey: ['imports', 'preview', draft.import.id, settings],
    queryFn: () => client.call(previewImport, { params: { id: draft.import.id }, body: settings }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const shown = draft.import.sheet.columns.flatMap(({ name }, at) =>
    settings.columns[name] === undefined ? [] : [{ name, at }],
  );
  if (Object.keys(settings.columns).length === 0)
    return <p className={classes.hint}>{t('import.preview.nothing')}</p>;
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={160} />;
  const count = (deed: string) => found.data.rows.filter((row) => row.deed === deed).length;
  return (
    <>
      <p className={classes.hint}>
        {t('import.preview.first', { count: found.data.rows.length })}{' '}
        {(['create', 'update', 'skip', 'fail'] as const)
          .filter((deed) => count(deed) > 0)
          .map((deed) => `${t(`import.deed.${deed}`)}: ${count(deed)}`)
          .join(' · ')}
      </p>
      <Scrolled
        as="section"
        className={classes.preview}
        label={t('import.preview.title')}
        busy={found.isPlaceholderData}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <th scope="col">{t('import.preview.deed')}</th>
              {shown.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.data.rows.map((row) => (
              <PreviewRow key={row.line} row={row} shown={shown} />
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}

// helpers //////////

interface PreviewRowProps {
  readonly row: ImportPreview['rows'][number];
  readonly shown: readonly { readonly name: string; readonly at: number }[];
}

function PreviewRow({ row, shown }: PreviewRowProps) {
  const t = useText();
  const said = useSaid();
  const whole = row.problems.filter(({ column }) => !shown.some(({ name }) => name === column));
  return (
    <tr>
      <td>{row.line}</td>
      <td>
        <Pill tone={TONES[row.deed]} small>
          {t(`import.deed.${row.deed}`)}
        </Pill>
        {row.record && <span className={classes.record}>{row.record.title}</span>}
        {whole.map((one) => (
          <span key={one.message} className={classes.bad}>
            {said(one)}
          </span>
        ))}
      </td>
      {shown.map(({ name, at }) => {
        const problems = row.problems.filter(({ column }) => column === name);
        return (
          <td key={name} data-bad={problems.length > 0}>
            {row.cells[at] ?? ''}
            {problems.map((one) => (
              <span key={one.message} className={classes.bad}>
                {said(one)}
              </span>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
