/** The record a task is about, with its facts; a press opens it. */

import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RecordRef } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import { Cell } from '#ui/cell.tsx';
import { Icon } from '#ui/icon.tsx';
import { KeyFacts } from '#ui/key-facts.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { recordHref, recordQuery } from '#ui/records.ts';
import { useEntity } from '#ui/registry.ts';
import classes from './context-card.module.css';

export function ContextCard({ record }: { readonly record: RecordRef }) {
  const label = useLabel();
  const phone = usePhone();
  const entity = useEntity(record.entity);
  const { data } = useQuery(recordQuery(useApi(), record.entity, record.id));
  if (!entity || !record.title) return null;
  const stage = [...entity.fields.values()].find((field) => field.type.stages);
  return (
    <Link href={recordHref(record.entity, record.id)} className={classes.card}>
      <span className={classes.icon}>
        <Icon name={entity.icon} size={18} />
      </span>
      <span className={classes.names}>
        <b>{record.title}</b>
        <span>{label(entity.label, entity.key)}</span>
      </span>
      {data && !phone && (
        <span className={classes.facts}>
          {stage && <Cell field={stage} value={data[stage.key]} dense />}
          <KeyFacts entity={entity} record={data} most={2} small />
        </span>
      )}
      <IconChevronRight size={16} className={classes.arrow} aria-hidden />
    </Link>
  );
}
