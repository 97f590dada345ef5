/** Bringing a file in: choose it, say which column fills which field, see what would become of the first rows, begin. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadFile } from '#api/files.ts';
import { type ImportDraft, type ImportSettings, newImport, startImport } from '#api/imports.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { useEntity } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import { toast } from '#ui/toast.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { FileStep } from './file-step.tsx';
import classes from './import.module.css';
import { fittingMatch, MatchSettings } from './match-settings.tsx';
import { MayImport } from './may-import.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ReadingSettings } from './reading-settings.tsx';

export function NewImportPage({ entity: key }: { readonly entity: string }) {
  const t = useText();
  const label = useLabel();
  const entity = useEntity(key);
  const plural = label(entity?.plural ?? entity?.label, key);
  return (
    <Page
      title={t('import.title')}
      crumbs={[{ label: plural, href: `/records/${key}` }]}
      back={`/records/${key}`}
    >
      <MayImport>{entity ? <NewImport entity={entity} /> : <ProblemNotice error={null} />}</MayImport>
    </Page>
  );
}

// helpers //////////

function NewImport({ entity }: { readonly entity: Entity }) {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const look = useMutation({
    async mutationFn(asked: { file: File } | { id: string; encoding?: string; sheet?: string }) {
      if (!('file' in asked)) {
        const { id, ...choice } = asked;
        return {
          file: id,
          draft: await client.call(newImport, { body: { file: id, entity: entity.key, ...choice } }),
        };
      }
      const body = new FormData();
      body.append('file', asked.file);
      const { id } = await client.call(uploadFile, { body });
      return { file: id, draft: await client.call(newImport, { body: { file: id, entity: entity.key } }) };
    },
    onSuccess: (found) => setDraft(found.draft),
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  const file = look.data?.file;
  if (!draft || !file)
    return (
      <div className={frame.page}>
        <div className={frame.sheet}>
          <FileStep busy={look.isPending} onFile={(chosen) => look.mutate({ file: chosen })} />
          <p className={classes.hint}>
            {t('import.file.text')} <Link href="/imports">{t('import.all')}</Link>
          </p>
        </div>
      </div>
    );
  return (
    <Mapping
      key={draft.import.id}
      entity={entity}
      draft={draft}
      onReread={(choice) => look.mutate({ id: file, ...choice })}
      onAnother={() => setDraft(null)}
    />
  );
}

interface MappingProps {
  readonly entity: Entity;
  readonly draft: ImportDraft;
  readonly onReread: (choice: { encoding?: string; sheet?: string }) => void;
  readonly onAnother: () => void;
}

function Mapping({ entity, draft, onReread, onAnother }: MappingProps) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const { sheet, fileName, total, id } = draft.import;
  const [settings, setSettings] = useState<ImportSettings>(draft.proposed);
  const change = (next: ImportSettings) => setSettings({ ...next, match: fittingMatch(next) });
  const [asked] = useDebouncedValue(settings, 400);
  const start = useMutation({
    mutationFn: (check: boolean) => client.call(startImport, { params: { id }, body: { settings, check } }),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['imports'] });
      go(`/imports/${id}`);
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  const nothing = Object.keys(settings.columns).length === 0;
  return (
    <div className={frame.whole}>
      <div className={frame.page}>
        <div className={frame.sheet}>
          <p className={classes.file}>
            <b>{fileName}</b>
            <span>{t('import.rows', { count: total })}</span>
            {sheet.files !== undefined && <span>{t('import.beside', { count: sheet.files })}</span>}
            {draft.remembered && <span>{t('import.remembered')}</span>}
            <Button variant="subtle" size="compact-sm" onClick={onAnother}>
              {t('import.file.another')}
            </Button>
          </p>
          <section className={classes.card}>
            <h2>{t('import.columns.title')}</h2>
            <ColumnsTable
              entity={entity}
              draft={draft}
              settings={settings}
              onColumns={(columns) => change({ ...settings, columns })}
            />
          </section>
          <section className={classes.card}>
            <h2>{t('import.match.title')}</h2>
            <MatchSettings
              entity={entity}
              draft={draft}
              settings={settings}
              onMatch={(match) => change({ ...settings, match })}
            />
          </section>
          <section className={classes.card}>
            <h2>{t('import.reading.title')}</h2>
            <ReadingSettings sheet={sheet} settings={settings} onSettings={change} onReread={onReread} />
          </section>
          <section className={classes.card}>
            <h2>{t('import.preview.title')}</h2>
            <PreviewTable draft={draft} settings={asked} />
          </section>
        </div>
      </div>
      <footer className={classes.foot}>
        <Button
          variant="filled"
          leftSection={<IconFileImport size={16} />}
          disabled={nothing}
          loading={start.isPending && start.variables === false}
          onClick={() => start.mutate(false)}
        >
          {t('import.start', { count: total })}
        </Button>
        <Button
          disabled={nothing}
          loading={start.isPending && start.variables === true}
          onClick={() => start.mutate(true)}
        >
          {t('import.check')}
        </Button>
        {!phone && (
          <Button component={Link} href={`/records/${entity.key}`} variant="subtle" color="gray">
            {t('ui.action.cancel')}
          </Button>
        )}
      </footer>
    </div>
  );
}
