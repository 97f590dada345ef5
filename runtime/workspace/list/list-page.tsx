/** The records of an entity: views as tabs, filter, order and columns, as a table or as a board; all of it in the address. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { ControlsProvider } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { useEntity } from '#ui/registry.ts';
import { useMe } from '#ui/session.ts';
import { Board } from './board.tsx';
import { DuplicatesButton } from './duplicates-button.tsx';
import { FilterBar } from './filter-bar.tsx';
import { boardFieldOf } from './lanes.ts';
import classes from './list-page.module.css';
import { type ChangeList, type ListSearch, type Way, withFilter } from './list-search.ts';
import { ListTable } from './list-table.tsx';
import { treeFieldOf } from './tree.ts';
import { TreeTable } from './tree-table.tsx';
import { useAsked, useFigures } from './use-list.ts';
import { type ListView, useListViews } from './use-list-views.ts';
import { ViewTabs } from './view-tabs.tsx';
import { WaySwitch } from './way-switch.tsx';

export interface ListPageProps {
  readonly entity: string;
  readonly search: ListSearch;
  readonly onSearch: ChangeList;
}

export function ListPage(props: ListPageProps) {
  const t = useText();
  const entity = useEntity(props.entity);
  if (!entity) {
    return (
      <Page title={t('list.missing')} back="/">
        <ProblemNotice error={null} />
      </Page>
    );
  }
  return <EntityList {...props} entity={entity} />;
}

// helpers //////////

function EntityList({
  entity,
  search,
  onSearch,
}: Omit<ListPageProps, 'entity'> & { readonly entity: Entity }) {
  const t = useText();
  const go = useGo();
  const label = useLabel();
  const phone = usePhone();
  const views = useListViews(entity);
  const view = views.find(({ key }) => key === search.view) ?? (views[0] as ListView);
  const asked = useAsked(entity, view, search);
  const figures = useFigures(entity, asked);
  const board = boardFieldOf(entity, view);
  const tree = treeFieldOf(entity);
  const ways: readonly Way[] = [
    'table',
    ...(tree ? (['tree'] as const) : []),
    ...(board ? (['kanban'] as const) : []),
  ];
  const way = ways.find((known) => known === (search.as ?? view.as[0])) ?? 'table';
  const access = accessTo(useModel(), entity.key);
  const mayCreate = access.create !== 'none';
  const mayImport = useMe().may.includes('import') && (mayCreate || access.edit !== 'none');
  const create = `/records/${entity.key}/new`;
  useKeys([
    {
      keys: 'Alt+N',
      label: t('ui.record.new', { what: label(entity.label, entity.key) }),
      run: () => go(create),
      disabled: !mayCreate,
    },
  ]);
  return (
    <Page title={label(entity.plural ?? entity.label, entity.key)}>
      <ControlsProvider>
        <div className={classes.page}>
          <div className={classes.tabLine}>
            <ViewTabs
              entity={entity}
              views={views}
              current={view}
              count={figures.count}
              search={search}
              asked={asked}
              onChoose={(key) => onSearch({ view: key === views[0]?.key ? undefined : key })}
            />
            <div className={classes.deeds}>
              {ways.length > 1 && (
                <WaySwitch
                  ways={ways}
                  way={way}
                  onChange={(as) => onSearch({ ...search, as }, { replace: true })}
                />
              )}
              {access.edit !== 'none' && access.delete !== 'none' && !phone && (
                <DuplicatesButton entity={entity.key} />
              )}
              {mayImport && !phone && (
                <Tooltip label={t('import.title')}>
                  <ActionIcon
                    component={Link}
                    href={`/records/${entity.key}/import`}
                    variant="subtle"
                    color="gray"
                    size={32}
                    aria-label={t('import.title')}
                  >
                    <IconFileImport size={16} />
                  </ActionIcon>
                </Tooltip>
              )}
              {mayCreate && !phone && (
                <Button component={Link} href={create} variant="filled" leftSection={<IconPlus size={16} />}>
                  {t('ui.record.new', { what: label(entity.label, entity.key) })}
                </Button>
              )}
            </div>
          </div>
          <FilterBar entity={entity} asked={asked} search={search} way={way} onSearch={onSearch} />
          {way === 'kanban' && board ? (
            <Board
              key={view.key}
              entity={entity}
              view={view}
              field={board}
              asked={asked}
              onFilter={(filter) => onSearch(withFilter(search, filter), { replace: true })}
            />
          ) : way === 'tree' && tree ? (
            <TreeTable key={view.key} entity={entity} field={tree} asked={asked} />
          ) : (
            <ListTable
              entity={entity}
              asked={asked}
              search={search}
              figures={figures}
              onSearch={onSearch}
              create={mayCreate ? create : null}
              mayImport={mayImport}
            />
          )}
        </div>
      </ControlsProvider>
    </Page>
  );
}
