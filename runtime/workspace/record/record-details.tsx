/** The record's own form, and what its next stage still needs; where it may not be changed, that and why. */
import { useQuery } from '@tanstack/react-query';
import { explainRight } from '#api/shares.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { Form, type FormHandle } from '#ui/form.tsx';
import { accessTo, useModel } from '#ui/model.ts';
import { NextStage } from './next-stage.tsx';
import { WhyReadOnly } from './why-read-only.tsx';

export interface RecordDetailsProps {
  readonly entity: Entity;
  readonly id: string;
  readonly form: FormHandle;
}

export function RecordDetails({ entity, id, form }: RecordDetailsProps) {
  const { edit } = accessTo(useModel(), entity.key);
  const client = useApi();
  // Only where it depends on the record, or may not be at all, there is something to ask.
  const { data: why } = useQuery({
    queryKey: ['records', entity.key, 'one', id, 'why', 'edit'],
    queryFn: () =>
      client.call(explainRight, { params: { entity: entity.key, id }, query: { action: 'edit' } }),
    enabled: edit !== 'all',
  });
  const readOnly = edit === 'none' || why?.allowed === false;
  return (
    <>
      {why?.allowed === false && <WhyReadOnly why={why} />}
      {!readOnly && <NextStage entity={entity} form={form} />}
      <Form form={form} look="inline" readOnly={readOnly} />
    </>
  );
}
