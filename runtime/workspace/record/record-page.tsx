/** A record: head with stage and key facts, form and related lists left, timeline right; on the phone as tabs. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Problem } from '#api/client.ts';
import type { RecordValues } from '#api/records.ts';
import type { FormValues } from '#metadata/form.ts';
import { typeOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { changedByBoth, useForm, useRecordLayout } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { useGo } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { Count } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordHref, recordQuery } from '#ui/records.ts';
import { useEntity, useRegistry } from '#ui/registry.ts';
import { toast } from '#ui/toast.tsx';
import { useLocked } from '#ui/use-locked.ts';
import { useRecordSave } from '#ui/use-record-save.tsx';
import { Attachments } from './attachments.tsx';
import { DocumentBanner } from './document-banner.tsx';
import { RecordDetails } from './record-details.tsx';
import { RecordHead } from './record-head.tsx';
import classes from './record-page.module.css';
import { RecordProcesses } from './record-processes.tsx';
import type { RecordSearch } from './record-search.ts';
import { RecordWaiting } from './record-waiting.tsx';
import { RelatedList } from './related-list.tsx';
import { SaveBar } from './save-bar.tsx';
import { Timeline } from './timeline.tsx';
import { useAttachmentList } from './use-attachments.ts';
import { useRelated } from './use-related.ts';

export interface RecordPageProps {
  readonly entity: string;
  readonly id: string;
  readonly search: RecordSearch;
  readonly onSearch: (search: RecordSearch) => void;
}

export function RecordPage(props: RecordPageProps) {
  const t = useText();
  const label = useLabel();
  const entity = useEntity(props.entity);
  const record = useQuery(recordQuery(useApi(), props.entity, props.id));
  const go = useGo();
  const into = mergedInto(record.error);
  // Old links lead on to the record that theirs was merged into.
  useEffect(() => {
    if (into) go(recordHref(props.entity, into), { replace: true });
  }, [into, go, props.entity]);
  const list = `/records/${props.entity}`;
  const crumbs = entity ? [{ label: label(entity.plural ?? entity.label, entity.key), href: list }] : [];
  if ((record.isError && !into) || !entity) {
    return (
      <Page title={t('record.missing')} crumbs={crumbs} back={list}>
        <ProblemNotice error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    );
  }
  if (!record.data) {
    return (
      <Page title="…" crumbs={crumbs} back={list}>
        <RecordWaiting />
      </Page>
    );
  }
  return <OpenRecord key={props.id} {...props} entity={entity} record={record.data} crumbs={crumbs} />;
}

// helpers //////////

function mergedInto(error: unknown): string | null {
  return error instanceof Problem && error.code === 'merged' ? String(error.document.into) : null;
}

interface OpenRecordProps extends Omit<RecordPageProps, 'entity'> {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly crumbs: readonly { label: string; href: string }[];
}

function OpenRecord({ entity, id, record, crumbs, search, onSearch }: OpenRecordProps) {
  const t = useText();
  const label = useLabel();
  const phone = usePhone();
  const locked = useLocked(entity, record);
  const form = useForm({
    layout: useRecordLayout(entity, typeOf(entity, record)?.key, locked),
    original: record as unknown as FormValues,
  });
  const { save, busy, element } = useRecordSave(entity.key, form);
  const related = useRelated(entity, id);
  const files = useAttachmentList(entity.key, id).data?.items.length ?? 0;
  useFresh(form, record);
  const clean = form.changed.length === 0;
  useKeys([
    { keys: 'Ctrl+S', label: t('record.save'), run: save, disabled: clean },
    { keys: 'Ctrl+Enter', label: t('record.save'), run: save, disabled: clean },
  ]);
  const number = [...entity.fields.values()].find((field) => field.type.counter);
  const short =
    (number && record[number.key] ? String(record[number.key]) : null) ?? String(record.title ?? '');
  const tab = search.tab ?? (phone ? 'timeline' : 'details');
  const first = phone ? 'timeline' : 'details';
  const timeline = <Timeline entity={entity} id={id} />;
  return (
    <Page
      title={phone ? `${label(entity.label, entity.key)} ${short}` : short}
      crumbs={crumbs}
      back={crumbs[0]?.href}
    >
      <LeaveGuard dirty={form.changed.length > 0} />
      {element}
      <div className={classes.page}>
        <RecordHead entity={entity} record={record} locked={locked} />
        <DocumentBanner entity={entity} record={record} locked={locked} />
        <div className={classes.split}>
          <Tabs
            value={tab}
            onChange={(next) => onSearch({ tab: !next || next === first ? undefined : next })}
            className={classes.left}
            keepMounted={false}
          >
            <div className={classes.tabLine}>
              <Tabs.List className={classes.tabs}>
                {phone && <Tabs.Tab value="timeline">{t('record.tab.timeline')}</Tabs.Tab>}
                <Tabs.Tab value="details">{t('record.tab.details')}</Tabs.Tab>
                {related.map(({ key, name, count }) => (
                  <Tabs.Tab
                    key={key}
                    value={key}
                    rightSection={count !== undefined && count > 0 ? <Count value={count} /> : undefined}
                  >
                    {name}
                  </Tabs.Tab>
                ))}
                <Tabs.Tab value="files" rightSection={files > 0 ? <Count value={files} /> : undefined}>
                  {t('record.tab.files')}
                </Tabs.Tab>
                <Tabs.Tab value="processes">{t('record.tab.processes')}</Tabs.Tab>
              </Tabs.List>
            </div>
            {phone && (
              <Tabs.Panel value="timeline" className={classes.body}>
                {timeline}
              </Tabs.Panel>
            )}
            <Tabs.Panel value="details" className={classes.body}>
              <RecordDetails entity={entity} id={id} form={form} />
            </Tabs.Panel>
            {related.map((list) => (
              <Tabs.Panel key={list.key} value={list.key} className={classes.body}>
                <RelatedList list={list} parent={{ id, title: String(record.title ?? '') }} />
              </Tabs.Panel>
            ))}
            <Tabs.Panel value="files" className={classes.body}>
              <Attachments entity={entity.key} id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="processes" className={classes.body}>
              <RecordProcesses entity={entity.key} id={id} />
            </Tabs.Panel>
            <SaveBar form={form} busy={busy} onSave={save} />
          </Tabs>
          {!phone && <aside className={classes.right}>{timeline}</aside>}
        </div>
      </div>
    </Page>
  );
}

/**
 * The record as the server has it now is the ground; what is typed stays on top of it. Where somebody else has changed the very
 * field one is changing, the ground stays old, so that saving asks whose value shall stand.
 */
function useFresh(form: ReturnType<typeof useForm>, record: RecordValues): void {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  const { original, changed, values, rebase } = form;
  // Only a new version is news; the form itself changes with every key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (record.version === original.version) return;
    const theirs = record as unknown as FormValues;
    const both = changedByBoth(changed, { original, mine: values, theirs }, registry);
    if (both.length > 0) {
      const fields = both.map((item) => label(item.label, item.path)).join(', ');
      toast(t('record.changedByOther', { fields }), { stay: true });
      return;
    }
    const typed = Object.fromEntries(changed.map(({ path }) => [path, values[path]]));
    rebase(theirs, changed.length > 0 ? typed : undefined);
  }, [record.version]);
}
