/** What is to be accounted for: log-ins, rights, exports, releases, deletions and the like, by who, what, about which records and when. */
import { Button, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { listAudit, listAuditDeeds } from '#api/audit.ts';
import { listPeople } from '#api/people.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { DateBox } from '#ui/date-box.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME } from '../draft/addresses.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DataTable } from '../kit/data-table.tsx';
import classes from './audit.module.css';
import { AuditDetail } from './audit-detail.tsx';
import { type AuditSearch, auditQuery } from './audit-search.ts';
import { useDeedText } from './deed-text.ts';
import { FilterSelect } from './filter-select.tsx';

export interface AuditPageProps {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
}

export function AuditPage({ search, onSearch }: AuditPageProps) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const phone = usePhone();
  const deedText = useDeedText();
  const query = auditQuery(search);
  const found = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam }) =>
      client.call(listAudit, { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const people = usePeople();
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('design.audit.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={classes.page}>
        <Filters search={search} onSearch={onSearch} people={people} />
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={240} />}
        {found.isSuccess && items.length === 0 && (
          <EmptyState title={t('design.audit.none')} text={t('design.audit.noneText')} />
        )}
        {items.length > 0 && (
          <DataTable
            tall
            label={t('design.audit.title')}
            head={
              <>
                <th scope="col">{t('design.audit.at')}</th>
                <th scope="col">{t('design.audit.who')}</th>
                <th scope="col">{t('design.audit.deed')}</th>
                {!phone && <th scope="col">{t('design.audit.detail')}</th>}
              </>
            }
          >
            {items.map(({ id, at, who, deed, detail }) => (
              <tr key={id}>
                <td className={classes.at}>
                  <time dateTime={at}>{format.dateTime(at)}</time>
                </td>
                <td>
                  <span className={classes.who}>
                    {who && <Avatar name={who.name} size="small" />}
                    {who?.name ?? t('design.audit.platform')}
                  </span>
                </td>
                <td>
                  {deedText(deed)}
                  {phone && <AuditDetail detail={detail} people={people} />}
                </td>
                {!phone && (
                  <td>
                    <AuditDetail detail={detail} people={people} />
                  </td>
                )}
              </tr>
            ))}
          </DataTable>
        )}
        {found.hasNextPage && (
          <Button
            className={classes.more}
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('ui.list.more')}
          </Button>
        )}
      </div>
    </Page>
  );
}

// helpers //////////

/** Names of everybody who may sign in, by id. */
function usePeople(): ReadonlyMap<string, string> {
  const client = useApi();
  const { data } = useQuery({ queryKey: ['people'], queryFn: () => client.call(listPeople) });
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}

function Filters({
  search,
  onSearch,
  people,
}: AuditPageProps & { readonly people: ReadonlyMap<string, string> }) {
  const t = useText();
  const text = useLabelText();
  const client = useApi();
  const deedText = useDeedText();
  const { registry } = useDraft();
  const { data: deeds } = useQuery({
    queryKey: ['audit', 'deeds'],
    queryFn: () => client.call(listAuditDeeds),
  });
  const set = (part: keyof AuditSearch) => (value: string | null) => {
    const { [part]: _, ...others } = search;
    onSearch(value ? { ...others, [part]: value } : others);
  };
  const file = new URLSearchParams(auditQuery(search)).toString();
  return (
    <div className={classes.filters}>
      <FilterSelect
        label={t('design.audit.who')}
        any={t('design.audit.anybody')}
        options={[...people].map(([value, label]) => ({ value, label }))}
        value={search.person}
        onChange={set('person')}
      />
      <FilterSelect
        label={t('design.audit.deed')}
        any={t('design.audit.anything')}
        options={(deeds?.items ?? []).map((value) => ({ value, label: deedText(value) }))}
        value={search.deed}
        onChange={set('deed')}
      />
      <FilterSelect
        label={t('design.audit.about')}
        any={t('design.audit.anything')}
        options={[...registry.entities.values()].map(({ key, plural, label }) => ({
          value: key,
          label: text(plural ?? label, key),
        }))}
        value={search.entity}
        onChange={set('entity')}
      />
      <DateBox
        label={t('design.audit.from')}
        value={search.from ?? null}
        max={search.until}
        onChange={set('from')}
        clearable
      />
      <DateBox
        label={t('design.audit.until')}
        value={search.until ?? null}
        min={search.from}
        onChange={set('until')}
        clearable
      />
      <Button
        component="a"
        href={`/api/audit/file${file && `?${file}`}`}
        download
        leftSection={<IconDownload size={16} />}
      >
        {t('design.audit.export')}
      </Button>
    </div>
  );
}
