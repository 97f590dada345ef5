/** The head of a record: what it is called, its stage, its key facts, what can be done with it. */
import { IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RecordValues } from '#api/records.ts';
import { listTasks } from '#api/tasks.ts';
import { stageField } from '#metadata/document.ts';
import type { PipelineFacts } from '#metadata/field.ts';
import { pipelineOf, typeOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { Cell, isEmpty } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { KeyFacts } from '#ui/key-facts.tsx';
import { Link } from '#ui/link.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { Pill } from '#ui/pill.tsx';
import { mayMove, StageBar } from '#ui/stage-bar.tsx';
import { useStageMove } from '#ui/stage-move.tsx';
import { FollowButton } from './follow-button.tsx';
import classes from './record-head.module.css';
import { RecordMenu } from './record-menu.tsx';
import { ShareButton } from './share-button.tsx';
import { StartForRecord } from './start-for-record.tsx';

export interface RecordHeadProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  /** It is a document that can't be changed. */
  readonly locked: boolean;
}

export function RecordHead({ entity, record, locked }: RecordHeadProps) {
  const t = useText();
  const label = useLabel();
  const phone = usePhone();
  const format = useFormat();
  const access = accessTo(useModel(), entity.key);
  const stage = [...entity.fields.values()].find((field) => field.type.stages);
  const { move, busy, element } = useStageMove(entity, stage);
  const pipeline = stage && pipelineOf(entity, stage, record);
  const type = typeOf(entity, record);
  const cancelStage = access.edit === 'none' ? null : cancelStageOf(entity, record, pipeline);
  const number = [...entity.fields.values()].find((field) => field.type.counter);
  const parent = [...entity.fields.values()].find(
    (field) => field.type.key === 'lookup' && !isEmpty(record[field.key]),
  );
  const author = (record.created_by as { title?: string } | null)?.title;
  return (
    <header className={classes.head}>
      {element}
      <div className={classes.line}>
        <span className={classes.icon}>
          <Icon name={type?.icon ?? entity.icon} size={20} />
        </span>
        <div className={classes.names}>
          <h2 className={classes.title}>
            <span>{String(record.title ?? '')}</span>
            <OpenTask id={record.id} />
          </h2>
          <p className={classes.sub}>
            <span>
              {type ? label(type.label, type.key) : label(entity.label, entity.key)}
              {number && !isEmpty(record[number.key]) && ` ${String(record[number.key])}`}
            </span>
            {parent && <Cell field={parent} value={record[parent.key]} />}
            {typeof record.created_at === 'string' && !phone && (
              <span>
                {t(author ? 'record.createdBy' : 'record.created', {
                  when: format.day(record.created_at),
                  who: author,
                })}
              </span>
            )}
          </p>
        </div>
        <span className={classes.space} />
        {!phone && <StartForRecord entity={entity.key} id={record.id} />}
        <ShareButton entity={entity.key} id={record.id} />
        <FollowButton entity={entity.key} id={record.id} />
        <RecordMenu
          entity={entity}
          record={record}
          locked={locked}
          onCancel={cancelStage === null ? null : () => void move(record, cancelStage)}
        />
      </div>
      {stage && pipeline && typeof record[stage.key] === 'string' && (
        <div className={classes.stage}>
          <StageBar
            pipeline={pipeline}
            stage={String(record[stage.key])}
            since={(record[`${stage.key}_since`] as string | null) ?? null}
            busy={busy}
            onMove={access.edit === 'none' ? undefined : (to) => void move(record, to)}
          />
        </div>
      )}
      <div className={classes.facts}>
        <KeyFacts entity={entity} record={record} most={phone ? 3 : 6} />
      </div>
      {phone && <StartForRecord entity={entity.key} id={record.id} />}
    </header>
  );
}

// helpers //////////

/** The stage that cancels the document, where the pipeline permits to go there. */
function cancelStageOf(entity: Entity, record: RecordValues, pipeline: PipelineFacts | undefined) {
  const stage = entity.document?.cancel?.stage;
  const from = record[stageField(entity)?.key ?? ''];
  if (!stage || !pipeline || typeof from !== 'string' || from === stage) return null;
  return mayMove(pipeline, from, stage) ? stage : null;
}

/** The open task about this record, where there is one: the process is never far away. */
function OpenTask({ id }: { readonly id: string }) {
  const client = useApi();
  const { data } = useQuery({
    queryKey: ['tasks', 'list', { record: id, limit: 1 }],
    queryFn: () => client.call(listTasks, { query: { queue: 'mine_and_queues', record: id, limit: 1 } }),
  });
  const [task] = data?.items ?? [];
  if (!task) return null;
  const href = `/inbox?task=${encodeURIComponent(task.id)}`;
  return (
    <Link href={href} className={classes.task}>
      <Pill tone="info">
        <IconGitMerge aria-hidden />
        {task.name}
      </Pill>
    </Link>
  );
}
