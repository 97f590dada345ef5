/** The solutions of this installation: installed or upgraded from a file, carried elsewhere as one, taken away. */
import { Button, FileButton, Skeleton } from '@mantine/core';
import { IconDownload, IconPackageImport, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listSolutions, type SolutionItem } from '#api/solutions.ts';
import { PEOPLE } from '#metadata/people.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { addressOfId, definitionAddress, HOME } from '../draft/addresses.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import page from '../kit/cards-page.module.css';
import { InstallDialog } from './install-dialog.tsx';
import classes from './installed.module.css';
import { UninstallDialog } from './uninstall-dialog.tsx';

export function InstalledPage() {
  const t = useText();
  const client = useApi();
  const { release } = useDraft();
  const [file, setFile] = useState<File | null>(null);
  const [leaving, setLeaving] = useState<SolutionItem | null>(null);
  const solutions = useQuery({
    queryKey: ['solutions', release],
    queryFn: () => client.call(listSolutions),
  });
  return (
    <Page
      title={t('design.installed.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={page.page}>
        <div className={classes.lead}>
          <p>{t('design.installed.lead')}</p>
          <FileButton accept=".zip,application/zip" onChange={setFile}>
            {(props) => (
              <Button {...props} variant="filled" leftSection={<IconPackageImport size={16} />}>
                {t('design.installed.install')}
              </Button>
            )}
          </FileButton>
        </div>
        {solutions.isPending && <Skeleton height={160} />}
        {solutions.error && (
          <ProblemNotice error={solutions.error} onRetry={() => void solutions.refetch()} />
        )}
        {solutions.data?.items.map((item) => (
          <Solution key={item.key} item={item} onUninstall={() => setLeaving(item)} />
        ))}
      </div>
      {file && <InstallDialog file={file} onClose={() => setFile(null)} />}
      {leaving && <UninstallDialog solution={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

// helpers //////////

/** Changed definitions that are named; the others are counted. */
const FEW = 6;

function Solution({
  item: { key, title, version, installed, requires, changedHere },
  onUninstall,
}: {
  readonly item: SolutionItem;
  readonly onUninstall: () => void;
}) {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const titleOf = useDefinitionTitle();
  const needed = Object.entries(requires);
  return (
    <section className={page.card}>
      <header className={page.head}>
        <h2>
          <Link href={definitionAddress('solution', key)}>{text(title, key)}</Link>
        </h2>
        <Pill>{version}</Pill>
        <span className={classes.when}>
          {installed
            ? t('design.installed.since', { date: format.dateTime(installed.at) })
            : t('design.installed.madeHere')}
        </span>
        <Button
          component="a"
          size="xs"
          href={`/api/solutions/${encodeURIComponent(key)}/file`}
          download
          leftSection={<IconDownload size={14} />}
        >
          {t('design.installed.export')}
        </Button>
        {/* What the platform itself brings can't be taken away. */}
        {key !== PEOPLE && (
          <Button
            size="xs"
            color="bad"
            variant="subtle"
            leftSection={<IconTrash size={14} />}
            onClick={onUninstall}
          >
            {t('design.installed.uninstall')}
          </Button>
        )}
      </header>
      {(needed.length > 0 || changedHere.length > 0) && (
        <div className={classes.facts}>
          {needed.length > 0 && (
            <p>
              {t('design.installed.requires', {
                names: needed.map(([name, range]) => `${name} ${range}`).join(', '),
              })}
            </p>
          )}
          {changedHere.length > 0 && (
            <p>
              {t('design.installed.changedHere', { count: changedHere.length })}{' '}
              {changedHere.slice(0, FEW).map((id, at) => (
                <span key={id}>
                  {at > 0 && ', '}
                  <Link href={addressOfId(id)} className={classes.link}>
                    {titleOf(id)}
                  </Link>
                </span>
              ))}
              {changedHere.length > FEW && '…'}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
