/**
 * The records as cards in lanes. Dropping a card moves the record at once; what its new stage requires and is missing is asked
 * in place. By keyboard: space lifts a card, arrows carry it, space drops it.
 */
import { DragDropContext, type DropResult } from '@hello-pangea/dnd';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type RecordValues, updateRecord } from '#api/records.ts';
import type { Field, PipelineFacts } from '#metadata/field.ts';
import type { FilterInput } from '#metadata/query.ts';
import { pipelineOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { recordGroupsQuery, recordsQuery } from '#ui/records.ts';
import { mayMove } from '#ui/stage-bar.tsx';
import { useStageMove } from '#ui/stage-move.tsx';
import { toast } from '#ui/toast.tsx';
import { useAsking } from '#ui/use-asking.tsx';
import classes from './board.module.css';
import { BoardKinds, kindIn } from './board-kinds.tsx';
import { BoardLane } from './board-lane.tsx';
import type { Filter } from './filter.ts';
import { lanesOf } from './lanes.ts';
import type { Asked } from './use-list.ts';
import type { ListView } from './use-list-views.ts';

export interface BoardProps {
  readonly entity: Entity;
  readonly view: ListView;
  readonly field: Field;
  readonly asked: Asked;
  readonly onFilter: (filter: Filter) => void;
}

const PAGE = 50;

export function Board({ entity, view, field, asked, onFilter }: BoardProps) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const access = accessTo(useModel(), entity.key);
  const kind = kindIn(entity, asked.filter);
  const lanes = lanesOf(field, kind);
  const pipeline = field.type.stages?.(field);
  const { move, element } = useStageMove(entity, pipeline ? field : undefined);
  const [sizes, setSizes] = useState<Readonly<Record<string, number>>>({});
  const [dragged, setDragged] = useState<RecordValues | null>(null);
  /** Cards on their way: where they were dropped, until the server has answered. */
  const [moved, setMoved] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQueries({
    queries: lanes.map(({ key }) =>
      recordsQuery(client, entity.key, {
        ...asked.query,
        where: within(asked, { field: field.key, op: '=', value: key }),
        sort: asked.sort,
        limit: Math.min(500, sizes[key] ?? PAGE),
      }),
    ),
  });
  const asking = useAsking();
  const figures = useLaneFigures(entity, field, asked, view.kanban?.sum);
  const records = found.flatMap(({ data }) => data?.items ?? []);
  const laneOf = (record: RecordValues) => moved.get(record.id) ?? String(record[field.key]);
  const drop = async ({ draggableId, destination }: DropResult) => {
    setDragged(null);
    const record = records.find(({ id }) => id === draggableId);
    const to = destination?.droppableId;
    if (!record || !to || laneOf(record) === to) return;
    setMoved((now) => new Map(now).set(record.id, to));
    try {
      if (pipeline) await move(record, to);
      else {
        await asking((ask) =>
          client.call(updateRecord, {
            params: { entity: entity.key, id: record.id },
            body: { version: record.version, values: { [field.key]: to }, ask },
          }),
        );
        recordsChanged(queries, entity.key, [record.id]);
      }
      await queries.refetchQueries({ queryKey: ['records', entity.key, 'list'], type: 'active' });
    } catch (error) {
      toast(sentence(error), { stay: true });
    }
    setMoved((now) => new Map([...now].filter(([id]) => id !== record.id)));
  };
  const narrowed = asked.query.where !== undefined || asked.query.search !== undefined;
  const failed = found.find(({ isError }) => isError);
  if (failed) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <DragDropContext
      onDragStart={({ draggableId }) => setDragged(records.find(({ id }) => id === draggableId) ?? null)}
      onDragEnd={(result) => void drop(result)}
    >
      {element}
      <BoardKinds entity={entity} field={field} filter={asked.filter} onFilter={onFilter} />
      {records.length === 0 && found.every(({ isSuccess }) => isSuccess) && (
        <p className={classes.empty} role="status">
          {narrowed
            ? t('list.empty.notFound')
            : access.create === 'none'
              ? t('list.empty.title', { what: label(entity.plural ?? entity.label, entity.key) })
              : t('list.board.empty')}
        </p>
      )}
      <div className={classes.board}>
        {lanes.map((lane, i) => (
          <BoardLane
            key={lane.key}
            entity={entity}
            field={field}
            lane={lane}
            card={view.kanban?.card ?? asked.columns.map(({ path }) => path)}
            records={records.filter((record) => laneOf(record) === lane.key)}
            waiting={found[i]?.isPending ?? false}
            more={found[i]?.data?.next !== null && found[i]?.data !== undefined}
            onMore={() => setSizes({ ...sizes, [lane.key]: (sizes[lane.key] ?? PAGE) + PAGE })}
            figure={figures.get(lane.key)}
            sum={view.kanban?.sum}
            dragged={dragged}
            closed={
              dragged !== null &&
              pipeline !== undefined &&
              !mayDrop(pipelineOf(entity, field, dragged)!, laneOf(dragged), lane.key)
            }
            locked={access.edit === 'none'}
            mayCreate={access.create !== 'none'}
            kind={kind}
          />
        ))}
      </div>
    </DragDropContext>
  );
}

export interface LaneFigure {
  readonly count: number;
  readonly sum: unknown;
}

// helpers //////////

/** A record whose kind has stages of its own stays among them. */
function mayDrop(pipeline: PipelineFacts, from: string, to: string): boolean {
  return pipeline.stages.some(({ key }) => key === to) && mayMove(pipeline, from, to);
}

function within({ query }: Asked, condition: FilterInput): FilterInput {
  return query.where ? { all: [query.where as FilterInput, condition] } : condition;
}

/** How many cards each lane has, and their sum. */
function useLaneFigures(entity: Entity, field: Field, { query }: Asked, sum: string | undefined) {
  const client = useApi();
  const asked = {
    ...query,
    group: [field.key],
    aggregate: { count: 'count', ...(sum && { sum: { sum } }) },
  };
  const { data } = useQuery(recordGroupsQuery(client, entity.key, asked));
  return new Map<string, LaneFigure>(
    (data?.items ?? []).map((item) => [
      String(item[field.key]),
      { count: Number(item.count), sum: item.sum },
    ]),
  );
}
