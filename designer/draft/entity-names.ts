/** Names that expressions over a record may read: its fields, those behind its references, the functions of the day. */
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import type { NamesBehind } from '../kit/feel-input.tsx';
import { useDraft, useLabelText } from './draft.tsx';
import { targetsOf } from './entity-fields.ts';

const FUNCTIONS = ['today()', 'now()'];

/** @param variables what may be read beside the fields, such as those of a form */
export function useEntityNames(entity: Entity | undefined, variables: readonly Field[] = []): NamesBehind {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  return (path) => {
    let place: Entity | undefined = entity;
    for (const key of path) {
      const field = place?.fields.get(key) ?? variables.find((one) => one.key === key);
      place = field && registry.entities.get(targetsOf(field)[0] ?? '');
    }
    const fields = [...(path.length === 0 ? variables : []), ...(place?.fields.values() ?? [])];
    return [
      ...fields.map(({ key, type }) => ({ name: key, note: text(type.label, type.key) })),
      ...(path.length === 0 ? FUNCTIONS.map((name) => ({ name, note: t('design.feel.function') })) : []),
    ];
  };
}
