/** The instances of a process: found by state, version, key, element, variable and time; chosen ones, or all that fit, are operated. */
import { Button, Checkbox, Menu, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operation } from '#api/batches.ts';
import { type InstanceItem, listInstances } from '#api/instances.ts';
import { useApi } from '#ui/api.tsx';
import { DateBox } from '#ui/date-box.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { InstanceState } from '#ui/instance-list.tsx';
import { Link } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { migrateAddress, operatedInstanceAddress } from '../draft/addresses.ts';
import { DataTable } from '../kit/data-table.tsx';
import { useLater } from '../kit/use-later.ts';
import { BatchDialog, type BatchTarget } from './batch-dialog.tsx';
import classes from './operations.module.css';
import type { ModelElement } from './operations-data.ts';
import { type OperationsSearch, STATES, type State, selectionOf } from './operations-search.ts';
import { tookText } from './took.ts';

export interface InstancesTabProps {
  readonly process: string;
  readonly versions: readonly number[];
  readonly elements: ReadonlyMap<string, ModelElement> | null;
  readonly search: OperationsSearch;
  readonly onSearch: (search: OperationsSearch) => void;
}

const DEEDS = ['suspend', 'resume', 'restart', 'cancel', 'delete'] as const;

export function InstancesTab({ process, versions, elements, search, onSearch }: InstancesTabProps) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const filter = selectionOf(process, search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const [batch, setBatch] = useState<BatchTarget | null>(null);
  const found = useInfiniteQuery({
    queryKey: ['instances', 'list', filter],
    queryFn: ({ pageParam }) =>
      client.call(listInstances, {
        query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (change: Partial<OperationsSearch>) => {
    setChosen(new Set());
    setEverything(false);
    onSearch({ ...search, ...change });
  };
  const begin = (operation: Operation) =>
    setBatch(everything ? { operation, filter } : { operation, instances: [...chosen] });
  const allShown = items.length > 0 && items.every(({ id }) => chosen.has(id));
  return (
    <div className={classes.instances}>
      <div className={classes.filters}>
        <NativeSelect
          label={t('ui.instance.state')}
          value={search.state ?? 'running'}
          data={STATES.map((value) => ({ value, label: t(`design.operations.state.${value}`) }))}
          onChange={(event) => set({ state: event.currentTarget.value as State })}
        />
        <NativeSelect
          label={t('design.operations.standsAt')}
          value={search.element ?? ''}
          data={[
            { value: '', label: t('design.operations.anywhere') },
            ...[...(elements?.values() ?? [])]
              .filter(({ waits, id }) => waits || id === search.element)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => set({ element: event.currentTarget.value || undefined })}
        />
        <Typed
          label={t('design.operations.businessKey')}
          value={search.businessKey}
          onChange={(businessKey) => set({ businessKey })}
        />
        <Typed
          label={t('design.operations.variable')}
          value={search.variable}
          onChange={(variable) => set({ variable })}
        />
        <Typed
          label={t('design.operations.value')}
          value={search.value}
          onChange={(value) => set({ value })}
        />
        <DateBox
          label={t('design.operations.from')}
          value={search.from ?? null}
          max={search.to}
          onChange={(from) => set({ from: from ?? undefined })}
          clearable
        />
        <DateBox
          label={t('design.operations.to')}
          value={search.to ?? null}
          min={search.from}
          onChange={(to) => set({ to: to ?? undefined })}
          clearable
        />
      </div>
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={240} />}
      {found.data && items.length === 0 && (
        <EmptyState
          title={t('design.operations.noInstances')}
          text={t('design.operations.noInstancesText')}
        />
      )}
      {items.length > 0 && (
        <div className={classes.scroll}>
          <DataTable
            head={
              <>
                <th scope="col" data-check>
                  <Checkbox
                    size="xs"
                    aria-label={t('design.operations.chooseAll')}
                    checked={allShown}
                    indeterminate={chosen.size > 0 && !allShown}
                    onChange={() => {
                      setEverything(false);
                      setChosen(allShown ? new Set() : new Set(items.map(({ id }) => id)));
                    }}
                  />
                </th>
                <th scope="col">{t('design.operations.instance')}</th>
                <th scope="col">{t('ui.instance.state')}</th>
                <th scope="col" data-wide data-number>
                  {t('design.operations.version')}
                </th>
                <th scope="col" data-wide>
                  {t('ui.instance.started')}
                </th>
                <th scope="col" data-wide>
                  {t('ui.instance.by')}
                </th>
                <th scope="col" data-number>
                  {t('design.operations.age')}
                </th>
              </>
            }
          >
            {items.map((item) => {
              const title = titleOf(item);
              const until = item.endedAt === null ? format.now() : Date.parse(item.endedAt);
              return (
                <tr key={item.id} data-chosen={everything || chosen.has(item.id)}>
                  <td data-check>
                    <Checkbox
                      size="xs"
                      aria-label={t('design.operations.choose', { name: title })}
                      checked={everything || chosen.has(item.id)}
                      onChange={() => {
                        const next = new Set(everything ? items.map(({ id }) => id) : chosen);
                        if (!next.delete(item.id)) next.add(item.id);
                        setEverything(false);
                        setChosen(next);
                      }}
                    />
                  </td>
                  <td>
                    <Link href={operatedInstanceAddress(process, item.id)} className={classes.name}>
                      {title}
                    </Link>
                  </td>
                  <td>
                    <InstanceState item={item} />
                  </td>
                  <td data-wide data-number>
                    {item.process.version}
                  </td>
                  <td data-wide>{format.when(item.startedAt)}</td>
                  <td data-wide>{item.startedBy?.name}</td>
                  <td data-number>{tookText(Math.max(0, until - Date.parse(item.startedAt)), format)}</td>
                </tr>
              );
            })}
          </DataTable>
          {found.hasNextPage && (
            <Button mt={12} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('design.operations.more')}
            </Button>
          )}
        </div>
      )}
      {(chosen.size > 0 || everything) && (
        <div className={classes.bulk} role="toolbar" aria-label={t('design.operations.chosenDeeds')}>
          <b>
            {everything
              ? t('design.operations.allFit')
              : t('design.operations.chosen', { count: chosen.size })}
          </b>
          {!everything && allShown && found.hasNextPage && (
            <Button variant="subtle" onClick={() => setEverything(true)}>
              {t('design.operations.takeAll')}
            </Button>
          )}
          <Button
            variant="filled"
            leftSection={<IconRefresh size={16} />}
            onClick={() => begin({ type: 'retry' })}
          >
            {t('design.operations.deed.retry')}
          </Button>
          {versions.length > 1 && !everything && (
            <Button
              component={Link}
              href={migrateAddress(process, items.find(({ id }) => chosen.has(id))?.process.version, [
                ...chosen,
              ])}
            >
              {t('design.operations.migrate')}
            </Button>
          )}
          <MoreMenu among="buttons">
            {DEEDS.map((type) => (
              <Menu.Item
                key={type}
                color={type === 'cancel' || type === 'delete' ? 'bad' : undefined}
                onClick={() => begin({ type })}
              >
                {t(`design.operations.deed.${type}`)}
              </Menu.Item>
            ))}
          </MoreMenu>
        </div>
      )}
      {batch && (
        <BatchDialog
          target={batch}
          nameOf={(id) => elements?.get(id)?.name ?? id}
          titles={new Map(items.map((item) => [item.id, titleOf(item)]))}
          onClose={(done) => {
            setBatch(null);
            if (done) setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}

// helpers //////////

function titleOf({ record, businessKey, id }: InstanceItem): string {
  return record?.title || businessKey || id.slice(-12);
}

function Typed({
  label,
  value = '',
  onChange,
}: {
  readonly label: string;
  readonly value?: string;
  readonly onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped, keepNow] = useLater(value, (text) => onChange(text || undefined));
  return (
    <TextInput
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keepNow}
    />
  );
}
