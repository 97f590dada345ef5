/** One import: how far it has come, what came of it, the rows that were refused, taking it back. */
import { Button, Progress } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  cancelImport,
  type Import,
  type ImportDetail,
  importFailures,
  startImport,
  undoImport,
} from '#api/imports.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { PageWaiting } from '#ui/page-states.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { useEntity } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import { toast } from '#ui/toast.tsx';
import classes from './import.module.css';
import { importQuery, isAtWork } from './import-queries.ts';
import { ImportState } from './import-state.tsx';
import { useSaid } from './use-said.ts';

export function ImportPage({ id }: { readonly id: string }) {
  const t = useText();
  const found = useQuery(importQuery(useApi(), id));
  const title = found.data?.import.fileName ?? t('import.title');
  return (
    <Page
      title={title}
      crumbs={[{ label: t('import.all'), href: '/imports' }]}
      back="/imports"
      mark={found.data && <ImportState state={found.data.import.state} />}
    >
      <div className={frame.page}>
        <div className={frame.sheet}>
          {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <PageWaiting />}
          {found.data && <Detail detail={found.data} />}
        </div>
      </div>
    </Page>
  );
}

// helpers //////////

const UNDOABLE: readonly Import['state'][] = ['done', 'cancelled', 'failed'];

function Detail({ detail }: { readonly detail: ImportDetail }) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const queries = useQueryClient();
  const said = useSaid();
  const { import: row, failures, kept } = detail;
  const entity = useEntity(row.entity);
  const working = isAtWork(row);
  const entityName = label(entity?.plural ?? entity?.label, row.entity);
  // The lists that are open know of the records when it has ended.
  useEffect(() => {
    if (!working) recordsChanged(queries, row.entity);
  }, [working, queries, row.entity]);
  const written = row.created + row.updated > 0;
  return (
    <>
      <p className={classes.file}>
        <Link href={`/records/${row.entity}`} className={classes.link}>
          {entityName}
        </Link>
        <span>{t('import.rows', { count: row.total })}</span>
        {row.by && <span>{row.by.name}</span>}
        <span>{format.dateTime(row.startedAt ?? row.createdAt)}</span>
      </p>
      {working && <AtWork row={row} />}
      {row.error && <p className={classes.warning}>{row.error}</p>}
      <dl className={classes.figures}>
        <Figure name={t('import.deed.create')} value={row.created} />
        <Figure name={t('import.deed.update')} value={row.updated} />
        <Figure name={t('import.deed.skip')} value={row.skipped} />
        <Figure name={t('import.deed.fail')} value={row.failed} bad />
        {(row.state === 'undoing' || row.state === 'undone') && (
          <>
            <Figure name={t('import.restored')} value={row.restored} />
            <Figure name={t('import.kept')} value={row.kept} bad />
          </>
        )}
      </dl>
      {row.state === 'checked' && <p className={classes.hint}>{t('import.checked')}</p>}
      <Deeds row={row} written={written} />
      {kept.length > 0 && (
        <section className={classes.card}>
          <h2>{t('import.keptTitle')}</h2>
          <ul className={classes.problems}>
            {kept.map(({ entity: of, id, title, reasons }) => (
              <li key={`${of}:${id}`}>
                <Link href={recordHref(of, id)} className={classes.link}>
                  {title || '…'}
                </Link>
                <KeptReasons entity={of} reasons={reasons} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {failures.length > 0 && (
        <section className={classes.card}>
          <h2>{t('import.failures.title')}</h2>
          {row.failed > failures.length && (
            <p className={classes.hint}>{t('import.failures.first', { count: failures.length })}</p>
          )}
          <ul className={classes.problems}>
            {failures.map(({ line, problems }) => (
              <li key={line}>
                <b>{t('import.lineOf', { line })}</b>
                <span>{problems.map((one) => said(one, true)).join(' ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function KeptReasons({
  entity: key,
  reasons,
}: {
  readonly entity: string;
  readonly reasons: ImportDetail['kept'][number]['reasons'];
}) {
  const t = useText();
  const label = useLabel();
  const entity = useEntity(key);
  const sentence = useProblemText();
  const texts = reasons.map(({ field, code, message }) => {
    if (code === 'changed_since')
      return field === null
        ? t('import.changedSince')
        : t('import.fieldChangedSince', { field: label(entity?.fields.get(field)?.label, field) });
    return sentence.of(code, undefined, message);
  });
  return <span>{texts.join(' ')}</span>;
}

function AtWork({ row }: { readonly row: Import }) {
  const t = useText();
  const undoing = row.state === 'undoing';
  const [done, of] = undoing
    ? [row.restored + row.kept, Math.max(row.created + row.updated, row.restored + row.kept)]
    : [row.done, row.total];
  return (
    <div className={classes.progress} role="status">
      <Progress
        value={of === 0 ? 100 : (done / of) * 100}
        aria-label={t(`import.state.${row.state}`)}
        animated
      />
      <span>{t('import.progress', { done, of })}</span>
    </div>
  );
}

function Figure({
  name,
  value,
  bad = false,
}: {
  readonly name: string;
  readonly value: number;
  readonly bad?: boolean;
}) {
  const format = useFormat();
  return (
    <div data-bad={bad && value > 0}>
      <dt>{name}</dt>
      <dd>{format.number(value)}</dd>
    </div>
  );
}

function Deeds({ row, written }: { readonly row: Import; readonly written: boolean }) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const { id, state } = row;
  const confirm = useConfirm();
  const run = useMutation({
    mutationFn: (deed: 'cancel' | 'undo' | 'start') => {
      const params = { id };
      if (deed === 'start') return client.call(startImport, { params, body: { settings: row.settings! } });
      return client.call(deed === 'cancel' ? cancelImport : undoImport, { params });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  const undo = async () => {
    const text = t('import.undo.text', { count: row.created + row.updated });
    if (await confirm({ title: t('import.undo.title'), text, verb: t('import.undo.deed') }))
      run.mutate('undo');
  };
  return (
    <div className={frame.deeds}>
      {state === 'checked' && (
        <Button
          variant="filled"
          leftSection={<IconFileImport size={16} />}
          loading={run.isPending}
          onClick={() => run.mutate('start')}
        >
          {t('import.start', { count: row.total })}
        </Button>
      )}
      {(state === 'running' || state === 'checking') && (
        <Button loading={run.isPending} onClick={() => run.mutate('cancel')}>
          {t('import.cancel')}
        </Button>
      )}
      {row.failed > 0 && (
        <Button
          component="a"
          href={client.url(importFailures, { params: { id } })}
          leftSection={<IconDownload size={16} />}
        >
          {t('import.failures.file')}
        </Button>
      )}
      {UNDOABLE.includes(state) && written && (
        <Button
          leftSection={<IconArrowBackUp size={16} />}
          loading={run.isPending}
          onClick={() => void undo()}
        >
          {t('import.undo.deed')}
        </Button>
      )}
      {!isAtWork(row) && (
        <Button component={Link} href={`/records/${row.entity}/import`} variant="subtle">
          {t('import.file.another')}
        </Button>
      )}
    </div>
  );
}
