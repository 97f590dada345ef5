/** A new record: the entity's form to fill in; after saving the record opens, or another empty form. */

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createRecord } from '#api/records.ts';
import type { FormValues } from '#metadata/form.ts';
import type { RecordType } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { Form, useForm, useRecordLayout } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { Keys, useKeys } from '#ui/keys.tsx';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { useTypesToMake } from '#ui/record-types.ts';
import { recordHref } from '#ui/records.ts';
import { useEntity } from '#ui/registry.ts';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { useAsking } from '#ui/use-asking.tsx';
import { ChooseType, SwitchType } from './choose-type.tsx';
import classes from './new-record-page.module.css';

export interface NewRecordPageProps {
  readonly entity: string;
  readonly set?: Readonly<Record<string, unknown>>;
}

export function NewRecordPage(props: NewRecordPageProps) {
  const t = useText();
  const entity = useEntity(props.entity);
  const [round, setRound] = useState(0);
  if (!entity) {
    return (
      <Page title={t('record.missing')} back="/">
        <ProblemNotice error={null} />
      </Page>
    );
  }
  return (
    <NewRecordOf
      key={`${entity.key} ${round}`}
      entity={entity}
      set={props.set}
      onNext={() => setRound(round + 1)}
    />
  );
}

// helpers //////////

/**
 * Where its entity has kinds: the one a record usually is, or that it was asked for, stands in the form and can be exchanged, with what
 * was typed; without one it is asked first.
 */
function NewRecordOf(props: NewRecordProps) {
  const { entity, set } = props;
  const t = useText();
  const label = useLabel();
  const types = useTypesToMake(entity);
  const [chosen, setChosen] = useState<{ readonly type: string; readonly typed: FormValues } | null>(null);
  if (!entity.types || !types) return <NewRecord {...props} />;
  const { by } = entity.types;
  const type = chosen?.type ?? firstType(entity, types, set?.[by]);
  const choose = (next: string, typed: FormValues) => setChosen({ type: next, typed });
  if (type !== null)
    return (
      <NewRecord
        key={type}
        {...props}
        set={{ ...set, ...chosen?.typed, [by]: type }}
        type={type}
        switchType={types.length > 1 ? choose : undefined}
      />
    );
  const list = `/records/${entity.key}`;
  return (
    <Page
      title={t('ui.record.new', { what: label(entity.label, entity.key) })}
      crumbs={[{ label: label(entity.plural ?? entity.label, entity.key), href: list }]}
      back={list}
    >
      <div className={classes.scroll}>
        <ChooseType entity={entity} types={types} onChoose={(next) => choose(next, {})} />
      </div>
    </Page>
  );
}

/** The kind that was asked for, the only one there is, or what the field begins with. */
function firstType(entity: Entity, types: readonly RecordType[], given: unknown): string | null {
  const usual = entity.fields.get(entity.types!.by)?.default;
  const wanted = given ?? (usual?.kind === 'literal' ? usual.value : null);
  if (types.length === 1) return types[0]!.key;
  return types.find(({ key }) => key === wanted)?.key ?? null;
}

interface NewRecordProps {
  readonly entity: Entity;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly onNext: () => void;
  /** Its kind, where its entity has kinds. */
  readonly type?: string;
  /** Makes it another kind, with what was typed; missing where there is no other. */
  readonly switchType?: (type: string, typed: FormValues) => void;
}

function NewRecord({ entity, set, onNext, type, switchType }: NewRecordProps) {
  const t = useText();
  const go = useGo();
  const label = useLabel();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const asking = useAsking();
  const { person } = useMe();
  const layout = useRecordLayout(entity, type);
  const [begin] = useState<FormValues>(() => ({
    ...(!entity.owner.system && { [entity.owner.key]: { id: person.id, title: person.name } }),
    ...(set as FormValues),
  }));
  const form = useForm({ layout, original: {}, begin, fresh: true });
  const [done, setDone] = useState(false);
  const list = `/records/${entity.key}`;
  const create = useMutation({
    mutationFn: (_after: 'open' | 'next') =>
      asking((ask) =>
        client.call(createRecord, { params: { entity: entity.key }, body: { values: form.changes(), ask } }),
      ),
    onSuccess(record, after) {
      if (!record) return;
      recordsChanged(queries, entity.key);
      setDone(true);
      toast(t('record.createdToast', { title: String(record.title ?? '') }));
      // The guard must have heard that nothing is unsaved before the page is left.
      setTimeout(() => {
        if (after === 'next') onNext();
        else go(recordHref(entity.key, record.id), { replace: true });
      });
    },
    onError: (error) => {
      toast(form.refuse(error) ? t('ui.form.mend') : sentence(error), { stay: true });
    },
  });
  const save = (after: 'open' | 'next') => {
    if (create.isPending) return;
    if (form.check()) create.mutate(after);
    else toast(t('ui.form.mend'));
  };
  useKeys([
    { keys: 'Ctrl+Enter', label: t('record.createAndOpen'), run: () => save('open') },
    { keys: 'Ctrl+S', label: t('record.createAndOpen'), run: () => save('open') },
  ]);
  return (
    <Page
      title={t('ui.record.new', { what: label(entity.label, entity.key) })}
      crumbs={[{ label: label(entity.plural ?? entity.label, entity.key), href: list }]}
      back={list}
    >
      <LeaveGuard dirty={form.touched && !done} />
      <form
        className={classes.page}
        onSubmit={(event) => {
          event.preventDefault();
          save('open');
        }}
      >
        <div className={classes.scroll}>
          <div className={classes.form}>
            {switchType && (
              <SwitchType entity={entity} type={type!} onSwitch={(next) => switchType(next, form.values)} />
            )}
            <Form form={form} look="boxed" autoFocus={!phone} />
          </div>
        </div>
        <footer className={classes.foot}>
          <Button
            type="submit"
            variant="filled"
            loading={create.isPending && create.variables === 'open'}
            rightSection={phone ? undefined : <Keys keys="Ctrl+Enter" inverted />}
          >
            {t('ui.record.create')}
          </Button>
          {!phone && (
            <Button loading={create.isPending && create.variables === 'next'} onClick={() => save('next')}>
              {t('record.createAndNext')}
            </Button>
          )}
          <Button component={Link} href={list} variant="subtle" color="gray">
            {t('ui.action.cancel')}
          </Button>
        </footer>
      </form>
    </Page>
  );
}
