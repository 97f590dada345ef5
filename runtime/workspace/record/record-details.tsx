/** The record's own form, and what its next stage still needs. */
import type { Entity } from '#metadata/registry.ts';
import { Form, type FormHandle } from '#ui/form.tsx';
import { accessTo, useModel } from '#ui/model.ts';
import { NextStage } from './next-stage.tsx';

export function RecordDetails({ entity, form }: { readonly entity: Entity; readonly form: FormHandle }) {
  const access = accessTo(useModel(), entity.key);
  return (
    <>
      <NextStage entity={entity} form={form} />
      <Form form={form} look="inline" readOnly={access.edit === 'none'} />
    </>
  );
}
