/** The views of a list as tabs; what is looked at now can be kept as a view of one's own, of a team or of all. */
import { ActionIcon, Button, Menu, Popover, Radio, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteSavedView, saveView } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Count } from '#ui/pill.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { writtenFilter } from './filter.ts';
import { groupingText } from './grouping.ts';
import classes from './list-page.module.css';
import type { ListSearch } from './list-search.ts';
import type { Asked } from './use-list.ts';
import { type ListView, savedViewsQuery } from './use-list-views.ts';

export interface ViewTabsProps {
  readonly entity: Entity;
  readonly views: readonly ListView[];
  readonly current: ListView;
  readonly count: number | undefined;
  readonly search: ListSearch;
  readonly asked: Asked;
  readonly onChoose: (key: string) => void;
}

export function ViewTabs(props: ViewTabsProps) {
  const t = useText();
  const format = useFormat();
  const { views, current, count, onChoose } = props;
  return (
    <div className={classes.tabs}>
      <div className={classes.tabList} role="tablist" aria-label={t('list.views')}>
        {views.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={key === current.key}
            className={classes.tab}
            onClick={() => onChoose(key)}
          >
            {name}
            {key === current.key && count !== undefined && <Count value={format.number(count)} />}
          </button>
        ))}
      </div>
      <SaveView {...props} />
      {current.made === 'saved' && current.mayRemove && (
        <RemoveView view={current} onGone={() => onChoose(views[0]?.key ?? '')} />
      )}
    </div>
  );
}

// helpers //////////

function SaveView({ entity, current, search, asked, onChoose }: ViewTabsProps) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const mayShare = useMe().may.includes('share_views');
  const teams = useQuery(savedViewsQuery(client)).data?.teams ?? [];
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [audience, setAudience] = useState('me');
  const choices = [
    { value: 'me', label: t('list.save.forMe') },
    ...teams.map(({ id, name: team }) => ({ value: id, label: t('list.save.forTeam', { team }) })),
    ...(mayShare ? [{ value: 'all', label: t('list.save.forAll') }] : []),
  ];
  const save = useMutation({
    mutationFn: () =>
      client.call(saveView, {
        body: {
          label: name.trim(),
          entity: entity.key,
          ...(audience === 'me' || audience === 'all' ? { audience } : { audience: 'team', team: audience }),
          definition: {
            columns: asked.columns.map(({ path, width, total }) => ({ field: path, width, total })),
            sort: [...asked.sort],
            ...(asked.grouping && { group: groupingText(asked.grouping) }),
            where: writtenFilter(asked.filter),
            as: search.as ? [search.as] : [...current.as],
            ...(current.kanban && { kanban: current.kanban }),
          },
        },
      }),
    async onSuccess({ key }) {
      setOpen(false);
      setName('');
      await queries.invalidateQueries({ queryKey: ['views'] });
      onChoose(key);
    },
    onError: (error) => toast(sentence(error)),
  });
  // Its filter lives on the server and would not come along.
  if (current.made === 'solution' && !search.where && !search.sort && !search.columns && !search.group)
    return null;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Tooltip label={t('list.save.title')}>
          <ActionIcon
            aria-label={t('list.save.title')}
            onClick={() => setOpen(!open)}
            className={classes.addView}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() && !save.isPending) save.mutate();
          }}
        >
          <Stack gap="sm" w={260}>
            <TextInput
              label={t('list.save.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={200}
              data-autofocus
            />
            {choices.length > 1 && (
              <Radio.Group label={t('list.save.for')} value={audience} onChange={setAudience}>
                <Stack gap={6} mt={4}>
                  {choices.map((choice) => (
                    <Radio key={choice.value} {...choice} />
                  ))}
                </Stack>
              </Radio.Group>
            )}
            <Button type="submit" variant="filled" disabled={!name.trim()} loading={save.isPending}>
              {t('list.save.submit')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function RemoveView({ view, onGone }: { readonly view: ListView; readonly onGone: () => void }) {
  const t = useText();
  const client = useApi();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const remove = async () => {
    const sure = await confirm({
      title: t('list.save.removeTitle', { name: view.name }),
      text: t('list.save.removeText'),
      verb: t('list.save.remove'),
      danger: true,
    });
    if (!sure) return;
    try {
      await client.call(deleteSavedView, { params: { key: view.key } });
      await queries.invalidateQueries({ queryKey: ['views'] });
      onGone();
    } catch (error) {
      toast(sentence(error));
    }
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={t('list.save.more')} className={classes.addView}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="bad" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
          {t('list.save.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
