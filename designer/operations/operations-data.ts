/** What the operations pages ask of the server, and the keys it is cached by. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getBatch, listBatches } from '#api/batches.ts';
import type { Client } from '#api/client.ts';
import { listInstances } from '#api/instances.ts';
import { getProcessStatistics, listProcessFigures } from '#api/processes.ts';
import { deploy } from '#engine/deploy.ts';
import { nameIn } from '#engine/name-in.ts';
import type { Element } from '#engine/process.ts';
import { useApi } from '#ui/api.tsx';
import { useLanguage } from '#ui/i18n.tsx';
import { modelTextQuery } from '#ui/process-picture.tsx';

/** Milliseconds after which figures are asked for again while somebody looks at them. */
const LIVE = 15_000;

export function figuresQuery(client: Client) {
  return queryOptions({
    queryKey: ['instances', 'figures'],
    queryFn: () => client.call(listProcessFigures),
    refetchInterval: LIVE,
  });
}

export function statisticsQuery(client: Client, process: string, version: number | undefined, days: number) {
  return queryOptions({
    queryKey: ['instances', 'statistics', process, version ?? null, days],
    queryFn: () =>
      client.call(getProcessStatistics, {
        params: { key: process },
        query: { ...(version !== undefined && { version }), from: daysAgo(days) },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  });
}

/** The latest fifty; asked for again while one of them runs. */
export function batchesQuery(client: Client) {
  return queryOptions({
    queryKey: ['batches', 'list'],
    queryFn: () => client.call(listBatches),
    refetchInterval: ({ state }) => (state.data?.items.some(({ endedAt }) => !endedAt) ? 1000 : LIVE),
  });
}

export function batchQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['batches', 'one', id],
    queryFn: () => client.call(getBatch, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.batch.endedAt ? false : 500),
  });
}

/** Instances of all processes that are stuck, the latest first. */
export function stuckQuery(client: Client) {
  return infiniteQueryOptions({
    queryKey: ['instances', 'stuck'],
    queryFn: ({ pageParam }) =>
      client.call(listInstances, {
        query: { state: 'incident', limit: 50, ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LIVE,
  });
}

export interface ModelElement {
  readonly id: string;
  readonly name: string;
  readonly kind: Element['kind'];
  /** Something can wait there: it can be started at, cancelled at, mapped. */
  readonly waits: boolean;
  /** An event with a message, signal, condition or time: in a migration it can be waited for anew. */
  readonly awaits: boolean;
  /** It stands beside the work of others: where nothing becomes of it, it is waited for no more and refuses nothing. */
  readonly beside: boolean;
}

/** The elements of a deployed version with their names; null while they are read. */
export function useModelElements(process: string, version: number | undefined) {
  const client = useApi();
  const { language } = useLanguage();
  const model = useQuery({
    ...modelTextQuery(client, process, version ?? 0),
    enabled: version !== undefined,
  });
  const [elements, setElements] = useState<ReadonlyMap<string, ModelElement> | null>(null);
  useEffect(() => {
    if (model.data === undefined) return;
    let gone = false;
    void deploy(model.data, { drafts: true, deployed: true }).then((result) => {
      const found = result.ok ? result.processes.find(({ key }) => key === process) : undefined;
      if (gone) return;
      const own = [...(found?.elements.values() ?? [])].filter(({ kind }) => kind !== 'process');
      setElements(
        new Map(
          own.map((element) => [
            element.id,
            {
              id: element.id,
              name: nameIn(element, language) ?? element.id,
              kind: element.kind,
              waits: WAITING.has(element.kind) || startsEventSubProcess(element),
              beside: element.kind === 'boundaryEvent' || startsEventSubProcess(element),
              awaits: AWAITED.has(element.trigger?.kind ?? 'none') && !startsAProcess(element),
            },
          ]),
        ),
      );
    });
    return () => {
      gone = true;
    };
  }, [model.data, process, language]);
  return { xml: model.data ?? null, elements, error: model.error };
}

// helpers //////////

/** Kinds whose instances live longer than a step. */
const WAITING: ReadonlySet<Element['kind']> = new Set([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'task',
  'manualTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'eventSubProcess',
  'intermediateCatchEvent',
  'boundaryEvent',
  'eventBasedGateway',
  'parallelGateway',
  'inclusiveGateway',
  'complexGateway',
]);

const AWAITED: ReadonlySet<NonNullable<Element['trigger']>['kind']> = new Set([
  'message',
  'signal',
  'condition',
  'timer',
]);

function startsEventSubProcess({ kind, scope }: Element): boolean {
  return kind === 'startEvent' && scope?.kind === 'eventSubProcess';
}

function startsAProcess(element: Element): boolean {
  return element.kind === 'startEvent' && !startsEventSubProcess(element);
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
