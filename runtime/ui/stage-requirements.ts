/** What a stage requires of a record: fields to be filled and things to be ticked, met and missing. */
import type { Field, StageFacts } from '#metadata/field.ts';
import { isEmpty } from './cell.tsx';

export interface Requirement {
  readonly kind: 'field' | 'check';
  readonly key: string;
  readonly met: boolean;
}

type Values = Readonly<Record<string, unknown>>;

export function requirementsOf(stage: StageFacts, field: Field, record: Values): Requirement[] {
  const ticked = (record[`${field.key}_checks`] as readonly string[] | null | undefined) ?? [];
  return [
    ...Object.keys(stage.checklist).map(
      (key) => ({ kind: 'check', key, met: ticked.includes(key) }) as const,
    ),
    ...stage.requires.map((key) => ({ kind: 'field', key, met: !isEmpty(record[key]) }) as const),
  ];
}

export function openRequirements(
  stage: StageFacts,
  field: Field,
  record: Values,
): { readonly fields: readonly string[]; readonly checklist: readonly string[] } {
  const open = requirementsOf(stage, field, record).filter(({ met }) => !met);
  return {
    fields: open.filter(({ kind }) => kind === 'field').map(({ key }) => key),
    checklist: open.filter(({ kind }) => kind === 'check').map(({ key }) => key),
  };
}
