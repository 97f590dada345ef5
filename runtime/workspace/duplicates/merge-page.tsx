/** Two records side by side: which one stays, and which value of each field. */
import { Button, Radio } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mergeRecords, type RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { Cell, isEmpty } from '#ui/cell.tsx';
import { sentValue } from '#ui/form.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { PageWaiting } from '#ui/page-states.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { recordHref, recordQuery } from '#ui/records.ts';
import { useEntity, useRegistry } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import { toast } from '#ui/toast.tsx';
import { useUndo } from '#ui/use-undo.ts';
import classes from './duplicates.module.css';

export interface MergePageProps {
  readonly entity: string;
  readonly one: string;
  readonly other: string;
}

export function MergePage({ entity: key, one, other }: MergePageProps) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const entity = useEntity(key);
  const records = [
    useQuery(recordQuery(client, key, one)),
    useQuery(recordQuery(client, key, other)),
  ] as const;
  const failed = records.find((record) => record.isError);
  const [a, b] = records.map(({ data }) => data);
  return (
    <Page
      title={t('merge.title')}
      crumbs={[{ label: label(entity?.plural ?? entity?.label, key), href: `/records/${key}` }]}
      back={`/records/${key}`}
    >
      {failed || !entity ? (
        <ProblemNotice error={failed?.error ?? null} />
      ) : a && b ? (
        <Merge entity={entity} records={[a, b]} />
      ) : (
        <PageWaiting />
      )}
    </Page>
  );
}

// helpers //////////

type Side = 0 | 1;
const SIDES = [0, 1] as const;

function Merge({
  entity,
  records,
}: {
  readonly entity: Entity;
  readonly records: readonly [RecordValues, RecordValues];
}) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const label = useLabel();
  const format = useFormat();
  const client = useApi();
  const queries = useQueryClient();
  const registry = useRegistry();
  const sentence = useProblemText();
  const undo = useUndo(entity.key);
  const [stays, setStays] = useState<Side>(0);
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const fields = [...entity.fields.values()].filter((field) => differs(field, records));
  // What is empty in the record that stays is taken from the other one.
  const sideOf = (field: Field): Side =>
    chosen[field.key] ?? (isEmpty(records[stays][field.key]) ? other(stays) : stays);
  const merge = useMutation({
    mutationFn: () => {
      const [keep, gone] = [records[stays], records[other(stays)]];
      const values = fields
        .filter((field) => sideOf(field) !== stays)
        .map((field) => [field.key, sentValue(field, gone[field.key] as Json, registry)] as const);
      return client.call(mergeRecords, {
        params: { entity: entity.key, id: keep.id },
        body: {
          other: gone.id,
          version: keep.version,
          otherVersion: gone.version,
          values: Object.fromEntries(values),
        },
      });
    },
    onSuccess({ journal }) {
      recordsChanged(queries, entity.key);
      void queries.invalidateQueries({ queryKey: ['duplicates'] });
      toast(t('merge.done'), { action: { label: t('ui.action.undo'), run: () => undo(journal) } });
      go(recordHref(entity.key, records[stays].id), { replace: true });
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  return (
    <div className={frame.whole}>
      <div className={frame.page}>
        <div className={frame.sheet}>
          <p className={classes.hint}>{t('merge.text')}</p>
          <Radio.Group
            aria-label={t('merge.stays')}
            value={String(stays)}
            onChange={(side) => setStays(side === '1' ? 1 : 0)}
            className={classes.heads}
          >
            {SIDES.map((side) => (
              <Radio.Card key={side} value={String(side)} className={classes.head}>
                <Radio.Indicator />
                <span className={classes.column}>
                  <b>{String(records[side].title ?? '…')}</b>
                  <span>
                    {t(side === stays ? 'merge.kept' : 'merge.goes')} ·{' '}
                    {t('merge.made', { when: format.dateTime(String(records[side].created_at ?? '')) })}
                  </span>
                </span>
              </Radio.Card>
            ))}
          </Radio.Group>
          {fields.length === 0 && <p className={classes.hint}>{t('merge.same')}</p>}
          {fields.map((field) => (
            <Radio.Group
              key={field.key}
              label={label(field.label, field.key)}
              value={String(sideOf(field))}
              onChange={(side) => setChosen({ ...chosen, [field.key]: side === '1' ? 1 : 0 })}
            >
              <div className={classes.values}>
                {SIDES.map((side) => (
                  <Radio.Card key={side} value={String(side)} className={classes.value}>
                    <Radio.Indicator />
                    <span>
                      {isEmpty(records[side][field.key]) ? (
                        <i>{t('ui.form.none')}</i>
                      ) : (
                        <Cell field={field} value={records[side][field.key]} dense />
                      )}
                    </span>
                  </Radio.Card>
                ))}
              </div>
            </Radio.Group>
          ))}
        </div>
      </div>
      <footer className={frame.foot}>
        <Button
          variant="filled"
          leftSection={<IconArrowMerge size={16} />}
          loading={merge.isPending}
          onClick={() => merge.mutate()}
        >
          {t('merge.deed')}
        </Button>
        {!phone && (
          <Button component={Link} href={`/records/${entity.key}`} variant="subtle" color="gray">
            {t('ui.action.cancel')}
          </Button>
        )}
      </footer>
    </div>
  );
}

const other = (side: Side): Side => (side === 0 ? 1 : 0);

/** A field that somebody can set and that is not the same in both. */
function differs(field: Field, [a, b]: readonly [RecordValues, RecordValues]): boolean {
  if (field.system || field.kept || field.readOnly || field.columns.length === 0 || field.type.sealed)
    return false;
  const [one, two] = [a[field.key], b[field.key]];
  return !(isEmpty(one) && isEmpty(two)) && JSON.stringify(one) !== JSON.stringify(two);
}
