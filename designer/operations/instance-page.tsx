/** One instance for operators: its way on the diagram, where it stands, incidents, variables, moving it by hand, its history with causes. */
import { Button, Menu, Skeleton } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  cancelInstance,
  deleteInstance,
  type InstanceDetail,
  modifyInstance,
  restartInstance,
  resumeInstance,
  retryIncidents,
  type Standing,
  setInstanceVariables,
  suspendInstance,
} from '#api/instances.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { InstanceState } from '#ui/instance-list.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { ProcessDrawing } from '#ui/process-drawing.tsx';
import { ProcessHistory } from '#ui/process-history.tsx';
import { instanceHistoryQuery, instanceQuery, marksOf } from '#ui/process-view.tsx';
import { toast } from '#ui/toast.tsx';
import {
  HOME,
  migrateAddress,
  OPERATIONS,
  operatedInstanceAddress,
  operationsAddress,
} from '../draft/addresses.ts';
import { BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { stateText } from '../kit/feel-value.ts';
import { PanelBody, Section } from '../kit/panel.tsx';
import { InstanceVariables } from './instance-variables.tsx';
import classes from './operations.module.css';
import { useModelElements } from './operations-data.ts';

export interface InstancePageProps {
  readonly process: string;
  readonly id: string;
}

export function InstancePage({ process, id }: InstancePageProps) {
  const t = useText();
  const client = useApi();
  const detail = useQuery(instanceQuery(client, id));
  const item = detail.data?.item;
  const name = item?.process.name ?? process;
  return (
    <Page
      title={item?.record?.title || item?.businessKey || id.slice(-12)}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.operations.title'), href: OPERATIONS },
        { label: name, href: operationsAddress(process, { tab: 'instances' }) },
      ]}
      back={operationsAddress(process, { tab: 'instances' })}
      mark={item && <InstanceState item={item} />}
    >
      {detail.isError && <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <Skeleton height="100%" />}
      {detail.data && <Operated detail={detail.data} process={process} />}
    </Page>
  );
}

// helpers //////////

function Operated({ detail, process }: { readonly detail: InstanceDetail; readonly process: string }) {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const format = useFormat();
  const confirm = useConfirm();
  const { item, standing } = detail;
  const { id } = item;
  const { xml, elements } = useModelElements(process, item.process.version);
  const history = useQuery(instanceHistoryQuery(client, id));
  const [chosen, setChosen] = useState<string | null>(null);
  const env = { now: format.now(), zone: format.timeZone };
  const textOf = (value: Json) => {
    const record = (value as { $record?: { id: string } } | null)?.$record;
    return (record && record.id === item.record?.id && item.record.title) || stateText(value, env);
  };
  const deed = useDeed(id);
  const ended = item.endedAt !== null;
  const marks = useMemo(
    () => ({ ...marksOf(detail), chosen: chosen === null ? [] : [chosen] }),
    [detail, chosen],
  );
  const named = (element: string) => elements?.get(element)?.name ?? element;
  const params = { id };
  const cancel = async () => {
    const sure = await confirm({
      title: t('design.operations.cancelTitle'),
      text: t('design.operations.cancelText'),
      verb: t('design.operations.deed.cancel'),
      danger: true,
    });
    if (sure) deed.mutate(() => client.call(cancelInstance, { params, body: {} }));
  };
  const remove = async () => {
    const sure = await confirm({
      title: t('design.operations.deleteTitle'),
      text: t('design.operations.deleteText'),
      verb: t('design.operations.deed.delete'),
      danger: true,
    });
    if (sure)
      deed.mutate(() => client.call(deleteInstance, { params }), {
        onSuccess: () => go(operationsAddress(process, { tab: 'instances' })),
      });
  };
  const restart = (variables: 'initial' | 'last') =>
    deed.mutate(async () => {
      const started = await client.call(restartInstance, { params, body: { variables, version: 'latest' } });
      go(operatedInstanceAddress(process, started.id));
    });
  const bar = (
    <>
      <span className={classes.about}>
        {t('ui.process.version', { version: item.process.version })} ·{' '}
        {item.startedBy
          ? t('ui.process.startedBy', { when: format.when(item.startedAt), who: item.startedBy.name })
          : t('ui.process.started', { when: format.when(item.startedAt) })}
      </span>
      <BarSpace />
      {item.callerId !== null && (
        <Button component={Link} href={operatedInstanceAddress(process, item.callerId)}>
          {t('design.operations.caller')}
        </Button>
      )}
      {item.status === 'active' && (
        <Button
          leftSection={<IconPlayerPause size={16} />}
          onClick={() => deed.mutate(() => client.call(suspendInstance, { params }))}
        >
          {t('design.operations.deed.suspend')}
        </Button>
      )}
      {item.status === 'suspended' && (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => deed.mutate(() => client.call(resumeInstance, { params }))}
        >
          {t('design.operations.deed.resume')}
        </Button>
      )}
      {ended && (
        <Button leftSection={<IconRefresh size={16} />} onClick={() => restart('initial')}>
          {t('design.operations.restart')}
        </Button>
      )}
      <MoreMenu>
        {!ended && (
          <Menu.Item component={Link} href={migrateAddress(process, item.process.version, [id])}>
            {t('design.operations.migrate')}
          </Menu.Item>
        )}
        {!ended && (
          <Menu.Item color="bad" onClick={() => void cancel()}>
            {t('design.operations.deed.cancel')}
          </Menu.Item>
        )}
        {ended && <Menu.Item onClick={() => restart('last')}>{t('design.operations.restartLast')}</Menu.Item>}
        {ended && (
          <Menu.Item color="bad" onClick={() => void remove()}>
            {t('design.operations.deed.delete')}
          </Menu.Item>
        )}
      </MoreMenu>
    </>
  );
  const stuck = standing.filter(({ incident }) => incident !== null);
  const panel = (
    <PanelBody>
      {stuck.length > 0 && (
        <Section title={t('design.operations.incidents')} note={stuck.length}>
          {stuck.map((stand) => (
            <Incident
              key={stand.key}
              stand={stand}
              name={named(stand.element)}
              onRetry={() =>
                deed.mutate(() =>
                  client.call(retryIncidents, { params, body: { keys: [stand.incident!.key] } }),
                )
              }
            />
          ))}
          <p className={classes.hint}>{t('design.operations.incidentHelp')}</p>
        </Section>
      )}
      {!ended && (
        <Section title={t('design.operations.standsAt')} note={standing.length || undefined}>
          <ul className={classes.standing}>
            {standing.map(({ key, element, kind, dueAt, assignee, called }) => (
              <li key={key}>
                <button type="button" onClick={() => setChosen(element)}>
                  {named(element)}
                </button>
                <span>
                  {[
                    t(`design.operations.kind.${kind}`, { defaultValue: kind }),
                    assignee?.name,
                    dueAt && format.when(dueAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {called !== null && (
                  <Link href={operatedInstanceAddress(process, called)}>{t('design.operations.called')}</Link>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!ended && (
        <Section title={t('design.operations.move')}>
          {chosen === null || !elements?.has(chosen) ? (
            <p className={classes.hint}>{t('design.operations.moveHelp')}</p>
          ) : (
            <div className={classes.move}>
              <b>{named(chosen)}</b>
              <Button
                onClick={() =>
                  deed.mutate(() => client.call(modifyInstance, { params, body: startAt(chosen, 'before') }))
                }
              >
                {t('design.operations.startBefore')}
              </Button>
              <Button
                onClick={() =>
                  deed.mutate(() => client.call(modifyInstance, { params, body: startAt(chosen, 'after') }))
                }
              >
                {t('design.operations.startAfter')}
              </Button>
              {standing.some(({ element }) => element === chosen) && (
                <Button
                  color="bad"
                  onClick={() =>
                    deed.mutate(() =>
                      client.call(modifyInstance, { params, body: { cancel: [{ element: chosen }] } }),
                    )
                  }
                >
                  {t('design.operations.cancelHere')}
                </Button>
              )}
            </div>
          )}
        </Section>
      )}
      <InstanceVariables
        title={t('design.trial.variables')}
        variables={(detail.variables ?? {}) as Record<string, Json>}
        env={env}
        textOf={textOf}
        onSet={
          ended
            ? null
            : (variables) =>
                deed.mutate(() => client.call(setInstanceVariables, { params, body: { variables } }))
        }
      />
      {detail.scopes.map(({ key, element, variables }) => (
        <InstanceVariables
          key={key}
          title={named(element)}
          variables={variables as Record<string, Json>}
          env={env}
          textOf={textOf}
          onSet={
            ended
              ? null
              : (changed) =>
                  deed.mutate(() =>
                    client.call(setInstanceVariables, {
                      params,
                      body: { variables: changed, scope: key, local: true },
                    }),
                  )
          }
        />
      ))}
    </PanelBody>
  );
  return (
    <EditorFrame
      bar={bar}
      props={panel}
      propsLabel={t('design.operations.instance')}
      propsOpen
      under={
        <section aria-label={t('design.operations.history')} className={classes.history}>
          <h2 className={classes.underTitle}>{t('design.operations.history')}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard */}
          <div className={classes.historyBody} tabIndex={0}>
            {history.data && <ProcessHistory entries={history.data.items} />}
          </div>
        </section>
      }
    >
      <div className={classes.drawing}>
        {xml !== null && (
          <ProcessDrawing
            xml={xml}
            label={t('ui.process.picture', { name: item.process.name })}
            height="fill"
            marks={marks}
            onElement={setChosen}
          />
        )}
      </div>
    </EditorFrame>
  );
}

function startAt(element: string, place: 'before' | 'after') {
  return { start: [{ element, place }] };
}

/** A deed on the instance: afterwards everything about instances is read anew; what is refused is told. */
function useDeed(id: string) {
  const t = useText();
  const queries = useQueryClient();
  const sentence = useProblemText();
  return useMutation({
    mutationFn: (deed: () => Promise<unknown>) => deed(),
    onSuccess: () => toast(t('design.operations.done')),
    onError: (error) => toast(sentence(error), { stay: true }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['instances', 'one', id] });
      void queries.invalidateQueries({ queryKey: ['instances'] });
    },
  });
}

function Incident({
  stand: { incident },
  name,
  onRetry,
}: {
  readonly stand: Standing;
  readonly name: string;
  readonly onRetry: () => void;
}) {
  const t = useText();
  const format = useFormat();
  if (incident === null) return null;
  return (
    <div className={classes.incident}>
      <b>{name}</b>
      <p>{incident.message}</p>
      <small>{format.when(incident.at)}</small>
      <Button size="compact-sm" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
        {t('design.operations.deed.retry')}
      </Button>
    </div>
  );
}
