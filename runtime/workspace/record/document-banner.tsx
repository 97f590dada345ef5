/** What a document's state means: cancelled and why, replaced by which version, or locked and what of it may still be changed. */
import { Button } from '@mantine/core';
import { IconBan, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { amendRecord, type RecordValues } from '#api/records.ts';
import { isCancelled } from '#metadata/document.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { recordHref, recordsQuery } from '#ui/records.ts';
import { toast } from '#ui/toast.tsx';
import classes from './document-banner.module.css';

export interface DocumentBannerProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly locked: boolean;
}

export function DocumentBanner({ entity, record, locked }: DocumentBannerProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  if (!locked || !entity.document) return null;
  if (isCancelled(entity, record)) return <Cancelled entity={entity} record={record} />;
  const open = entity.document.open.map((key) => label(entity.fields.get(key)?.label, key));
  return (
    <p className={classes.banner} role="note">
      <IconLock size={16} aria-hidden />
      <span>
        {open.length > 0
          ? t('record.document.lockedBut', { fields: format.list(open) })
          : t('record.document.locked')}
      </span>
    </p>
  );
}

// helpers //////////

function Cancelled({ entity, record }: Omit<DocumentBannerProps, 'locked'>) {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const access = accessTo(useModel(), entity.key);
  const { cancel, amend } = entity.document!;
  const reason = cancel?.reason ? record[cancel.reason] : null;
  const found = useQuery({
    ...recordsQuery(client, entity.key, {
      where: { field: amend!, op: '=', value: record.id },
      fields: ['title'],
      limit: 1,
    }),
    placeholderData: undefined,
    enabled: amend !== null,
  });
  const make = useMutation({
    mutationFn: () => client.call(amendRecord, { params: { entity: entity.key, id: record.id } }),
    onSuccess(made) {
      recordsChanged(queries, entity.key);
      toast(t('record.createdToast', { title: String(made.title ?? '') }));
      go(recordHref(entity.key, made.id));
    },
    onError: (error) => toast(sentence(error)),
  });
  const [amendment] = found.data?.items ?? [];
  return (
    <p className={classes.banner} data-tone="cancelled" role="note">
      <IconBan size={16} aria-hidden />
      <span>
        {reason
          ? t('record.document.cancelledFor', { reason: String(reason) })
          : t('record.document.cancelled')}
        {amendment && (
          <>
            {' '}
            {t('record.document.replaced')}{' '}
            <Link href={recordHref(entity.key, amendment.id)} className={classes.link}>
              {String(amendment.title ?? '')}
            </Link>
          </>
        )}
      </span>
      {amend !== null && found.isSuccess && !amendment && access.create !== 'none' && (
        <Button size="xs" loading={make.isPending} onClick={() => make.mutate()}>
          {t('record.document.amend')}
        </Button>
      )}
    </p>
  );
}
