/** An entry of a record's timeline as a moment: what changed from what to what, who, and why. */
import {
  IconArrowRight,
  IconArrowsExchange,
  IconFileImport,
  IconGitMerge,
  IconPaperclip,
  IconPlayerPlay,
  IconPlus,
  IconRestore,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import type { TimelineEntry } from '#api/records.ts';
import type { PipelineFacts } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Cell, isEmpty } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import type { Moment } from '#ui/moments.tsx';
import { StageRing } from '#ui/stage-ring.tsx';
import { Note } from './note.tsx';
import classes from './use-moment.module.css';
import { WhyValue } from './why-value.tsx';

const ICONS = {
  created: IconPlus,
  changed: IconArrowsExchange,
  deleted: IconTrash,
  restored: IconRestore,
  file: IconPaperclip,
  process: IconPlayerPlay,
  task: IconSquareCheck,
} as const;

/** @param recordId whose timeline it is */
export function useMoment(entity: Entity, recordId: string): (entry: TimelineEntry) => Moment {
  const t = useText();
  const changes = useChanges(entity, recordId);
  const staged = [...entity.fields.values()].find((field) => field.type.stages);
  const stages = staged?.type.stages?.(staged);
  return (entry) => {
    const { id, at, kind, who } = entry;
    if (kind === 'note') {
      const name = who?.name ?? '';
      return {
        key: id,
        at,
        icon: <Avatar name={name} size="medium" />,
        title: (
          <>
            {name}
            {stages && <StageMark stages={stages} stage={entry.note?.stage ?? null} />}
          </>
        ),
        note: <Note entity={entity.key} id={recordId} entry={entry} />,
      };
    }
    const Icon = ICONS[kind];
    if (kind === 'file') return fileMoment(entry, t);
    const named = typeof entry.detail?.name === 'string' ? entry.detail.name : null;
    return {
      key: id,
      at,
      icon: <Icon size={14} />,
      tone: kind === 'task' || kind === 'process' ? 'accent' : undefined,
      title:
        kind === 'changed' && entry.changes?.length
          ? changes(entry)
          : (named ?? t(entry.cause?.kind === 'merge' ? 'record.moment.merged' : `record.moment.${kind}`)),
      text: <Cause entry={entry} />,
    };
  };
}

// helpers //////////

/** The stage the record was in when the note was written. */
function StageMark({ stages, stage }: { readonly stages: PipelineFacts; readonly stage: string | null }) {
  const label = useLabel();
  const found = stages.stages.find(({ key }) => key === stage);
  if (!found) return null;
  return (
    <span className={classes.stage}>
      <StageRing pipeline={stages} stage={found.key} size={11} />
      {label(found.label, found.key)}
    </span>
  );
}

/** A file that was attached, or a version that replaced it. */
function fileMoment({ id, at, who, detail }: TimelineEntry, t: ReturnType<typeof useText>): Moment {
  const number = Number(detail?.number);
  return {
    key: id,
    at,
    icon: <IconPaperclip size={14} />,
    title: (
      <a className={classes.link} href={`/api/files/${String(detail?.file)}`} download={String(detail?.name)}>
        {String(detail?.name)}
      </a>
    ),
    text: [number > 1 ? t('record.files.version', { number }) : t('record.moment.file'), who?.name]
      .filter(Boolean)
      .join(' · '),
  };
}

function useChanges(entity: Entity, recordId: string): (entry: TimelineEntry) => ReactNode {
  const t = useText();
  const label = useLabel();
  return ({ changes = [], detail }) => {
    const version = Number(detail?.version);
    // What follows by formula or is kept by the platform is told only where nobody changed anything else.
    const own = changes.filter(({ field }) => !entity.fields.get(field)?.kept);
    return (own.length > 0 ? own : changes).map(({ field: key, from, to }) => {
      const field = entity.fields.get(key);
      const value = (given: unknown) =>
        isEmpty(given) ? (
          t('ui.form.none')
        ) : field ? (
          <Cell field={field} value={given} dense />
        ) : (
          String(given)
        );
      return (
        <Fragment key={key}>
          <span className={classes.change}>
            <b>{label(field?.label, key)}</b>
            {!isEmpty(from) && <s>{value(from)}</s>}
            <IconArrowRight size={13} aria-hidden />
            <span className={classes.to}>{value(to)}</span>
            {version > 0 && field && (
              <WhyValue
                entity={entity.key}
                id={recordId}
                field={key}
                name={label(field.label, key)}
                version={version}
              />
            )}
          </span>
        </Fragment>
      );
    });
  };
}

/** The process and step, the import or automation that did it; else the person. */
function Cause({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText();
  const { cause, who } = entry;
  const text = (key: string) => (typeof cause?.[key] === 'string' ? (cause[key] as string) : null);
  if (cause?.kind === 'import') {
    const row = typeof cause.row === 'number' ? cause.row : null;
    const said = t(row === null ? 'record.moment.byImport' : 'record.moment.byImportRow', {
      file: text('file') ?? '',
      row,
    });
    return (
      <span className={classes.cause}>
        <IconFileImport size={13} aria-hidden />
        <span>
          {said}
          {who && ` · ${who.name}`}
        </span>
      </span>
    );
  }
  if (cause?.kind === 'merge' && entry.kind !== 'deleted')
    return `${t('record.moment.byMerge')}${who ? ` · ${who.name}` : ''}`;
  if (cause?.kind === 'retention') return t('record.moment.byRetention');
  if (cause?.kind === 'undo')
    return `${t(`record.moment.undone.${text('of') as 'import'}`)}${who ? ` · ${who.name}` : ''}`;
  const process = text('process');
  const instance = text('instance');
  if (cause?.kind !== 'process' || !process) {
    const key = text('key');
    return (
      [who?.name ?? text('what'), key && t('record.moment.byKey', { key })].filter(Boolean).join(' · ') ||
      null
    );
  }
  const name = <>“{text('name') ?? process}”</>;
  const starter = text('person') ?? who?.name;
  return (
    <span className={classes.cause}>
      <IconGitMerge size={13} aria-hidden />
      <span>
        {t('record.moment.byProcess')}{' '}
        {instance ? (
          <Link href={`/instances/${instance}`} className={classes.link}>
            {name}
          </Link>
        ) : (
          name
        )}
        {text('step') && ` · ${text('step')}`}
        {starter && ` · ${starter}`}
      </span>
    </span>
  );
}
