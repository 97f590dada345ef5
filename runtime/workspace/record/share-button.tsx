/** With whom the record was shared, and sharing it: with a person or a team, to be seen or changed, until a day. */
import { ActionIcon, Button, Checkbox, Group, Modal, SegmentedControl } from '@mantine/core';
import { IconUserShare, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listShares, type Share, shareRecord, unshareRecord } from '#api/shares.ts';
import { useApi } from '#ui/api.tsx';
import { Person } from '#ui/avatar.tsx';
import { DateBox } from '#ui/date-box.tsx';
import { ControlsProvider } from '#ui/form.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { type Chosen, RecordPicker } from '#ui/record-picker.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './share-button.module.css';

interface Of {
  readonly entity: string;
  readonly id: string;
}

export function ShareButton(of: Of) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: sharesKey(of),
    queryFn: () => client.call(listShares, { params: { ...of } }),
  });
  if (!data || (!data.mayShare && data.items.length === 0)) return null;
  const { length } = data.items;
  return (
    <>
      <ActionIcon
        size={phone ? 44 : 32}
        className={classes.button}
        aria-label={length > 0 ? t('record.share.count', { count: length }) : t('record.share.title')}
        onClick={() => setOpen(true)}
      >
        <IconUserShare size={18} />
        {length > 0 && <span className={classes.count}>{length}</span>}
      </ActionIcon>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('record.share.title')}>
        {length === 0 && <p className={classes.text}>{t('record.share.none')}</p>}
        <ul className={classes.list}>
          {data.items.map((share) => (
            <ShareLine key={share.id} of={of} share={share} may={data.mayShare} />
          ))}
        </ul>
        {data.mayShare && (
          <ControlsProvider>
            <ShareForm of={of} />
          </ControlsProvider>
        )}
      </Modal>
    </>
  );
}

// helpers //////////

const sharesKey = ({ entity, id }: Of) => ['records', entity, 'one', id, 'shares'];

function ShareLine({ of, share, may }: { readonly of: Of; readonly share: Share; readonly may: boolean }) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const remove = useMutation({
    mutationFn: () => client.call(unshareRecord, { params: { ...of, share: share.id } }),
    onError: (error) => toast(sentence(error)),
    onSettled: () => void queries.invalidateQueries({ queryKey: sharesKey(of) }),
  });
  return (
    <li className={classes.line}>
      <span className={classes.who}>
        <Person name={share.name} />
        <small>
          {t(share.edit ? 'record.share.mayEdit' : 'record.share.maySee')}
          {share.until !== null && ` · ${t('record.share.untilDay', { day: format.fullDate(share.until) })}`}
        </small>
      </span>
      {may && (
        <ActionIcon
          aria-label={t('record.share.remove', { name: share.name })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

function ShareForm({ of }: { readonly of: Of }) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const queries = useQueryClient();
  const [kind, setKind] = useState<'person' | 'team'>('person');
  const [holder, setHolder] = useState<Chosen | null>(null);
  const [edit, setEdit] = useState(false);
  const [until, setUntil] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: () =>
      client.call(shareRecord, {
        params: { ...of },
        body: { kind, holder: holder!.id, edit, until: until && endOf(until) },
      }),
    onSuccess: () => setHolder(null),
    onSettled: () => void queries.invalidateQueries({ queryKey: sharesKey(of) }),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <SegmentedControl
        aria-label={t('record.share.with')}
        value={kind}
        onChange={(value) => {
          setKind(value as typeof kind);
          setHolder(null);
        }}
        data={(['person', 'team'] as const).map((value) => ({ value, label: t(`record.share.${value}`) }))}
      />
      <RecordPicker
        key={kind}
        entity={kind === 'person' ? 'user' : 'team'}
        label={t(`record.share.${kind}`)}
        value={holder}
        onChange={setHolder}
      />
      <Checkbox
        label={t('record.share.edit')}
        checked={edit}
        onChange={(event) => setEdit(event.currentTarget.checked)}
      />
      <DateBox
        label={t('record.share.until')}
        value={until}
        onChange={setUntil}
        min={format.dayOf()}
        clearable
      />
      {send.isError && <ProblemNotice error={send.error} />}
      <Group justify="flex-end">
        <Button type="submit" disabled={holder === null} loading={send.isPending}>
          {t('record.share.give')}
        </Button>
      </Group>
    </form>
  );
}

/** The end of the chosen day where the person is. */
function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}
