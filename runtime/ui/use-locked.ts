/** Whether a record is a document that is locked: what the page shows and offers; the write path decides. */
import { useMemo } from 'react';
import type { RecordValues } from '#api/records.ts';
import { isLocked } from '#metadata/document.ts';
import type { FormValues } from '#metadata/form.ts';
import type { Entity } from '#metadata/registry.ts';
import { useFormat } from './i18n.tsx';
import { useRegistry } from './registry.ts';
import { useMe } from './session.ts';

export function useLocked(entity: Entity, record: RecordValues): boolean {
  const registry = useRegistry();
  const { timeZone } = useFormat();
  const me = useMe().person.id;
  return useMemo(
    () =>
      entity.document !== null &&
      isLocked(entity, record as unknown as FormValues, { now: Date.now(), zone: timeZone, me }, registry),
    [entity, record, registry, timeZone, me],
  );
}
