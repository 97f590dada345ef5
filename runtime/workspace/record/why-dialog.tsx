/** Why somebody may or may not do something with a record: oneself, or for administrators another person; a deed, or one field. */
import { Loader, Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import { explainRight, type Why } from '#api/shares.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { ControlsProvider } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { PersonSelect } from '#ui/person-select.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import type { Chosen } from '#ui/record-picker.tsx';
import { useMe } from '#ui/session.ts';
import classes from './why-dialog.module.css';
import { WhyRoles } from './why-roles.tsx';

const DEEDS = ['see', 'edit', 'delete', 'export', 'share'] as const;
type Deed = (typeof DEEDS)[number];

export interface WhyDialogProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly onClose: () => void;
}

export function WhyDialog({ entity, record, onClose }: WhyDialogProps) {
  const t = useText();
  const label = useLabel();
  const me = useMe();
  const phone = usePhone();
  const client = useApi();
  const forOthers = me.may.includes('view_as');
  const [person, setPerson] = useState<Chosen | null>(null);
  const [deed, setDeed] = useState<Deed>('edit');
  const [field, setField] = useState<string | null>(null);
  const asked = {
    action: deed,
    ...(deed === 'edit' && field !== null && { field }),
    ...(person && { as: person.id }),
  };
  const found = useQuery({
    queryKey: ['records', entity.key, 'one', record.id, 'why', asked],
    queryFn: () => client.call(explainRight, { params: { entity: entity.key, id: record.id }, query: asked }),
    retry: false,
  });
  const name = person ? (person.title ?? '') : null;
  return (
    <Modal opened onClose={onClose} fullScreen={phone} size={520} title={t('record.why.title')}>
      <Stack gap="sm">
        {forOthers && (
          <ControlsProvider>
            <PersonSelect
              label={t('record.why.who')}
              value={person ?? { id: me.person.id, title: me.person.name }}
              onChange={(chosen) => setPerson(chosen?.id === me.person.id ? null : chosen)}
            />
          </ControlsProvider>
        )}
        <Select
          label={t('record.why.what')}
          data={DEEDS.map((value) => ({ value, label: t(`record.why.deed.${value}`) }))}
          value={deed}
          onChange={(value) => value && setDeed(value as Deed)}
          allowDeselect={false}
        />
        {deed === 'edit' && (
          <Select
            label={t('record.why.field')}
            placeholder={t('record.why.anyField')}
            data={[...entity.fields.values()]
              .filter(({ origin }) => origin !== null)
              .map((one) => ({ value: one.key, label: label(one.label, one.key) }))}
            value={field}
            onChange={setField}
            searchable
            clearable
          />
        )}
        {found.isPending && <Loader size="sm" />}
        {found.error && <ProblemNotice error={found.error} />}
        {found.data && <Verdict why={found.data} name={name} />}
      </Stack>
    </Modal>
  );
}

// helpers //////////

function Verdict({ why, name }: { readonly why: Why; readonly name: string | null }) {
  const t = useText();
  const verdict = why.allowed ? 'yes' : 'no';
  return (
    <section aria-live="polite">
      <p className={classes.verdict} data-allowed={why.allowed}>
        {name === null ? t(`record.why.mine.${verdict}`) : t(`record.why.theirs.${verdict}`, { name })}
      </p>
      {why.deleted && why.action !== 'see' && <p className={classes.text}>{t('record.why.deleted')}</p>}
      {why.shared && <p className={classes.text}>{t('record.why.shared')}</p>}
      {why.field !== null && <p className={classes.text}>{t(`record.why.fieldIs.${why.field}`)}</p>}
      <WhyRoles why={why} name={name} />
    </section>
  );
}
