/** Choosing what an entry opens: lists of entities, views, processes to start. Pages that a file names stay as they are. */
import { Select } from '@mantine/core';
import { definitionsOf } from '#metadata/definition.ts';
import { processIds } from '#metadata/process.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import type { Target, TargetKind } from './menu-content.ts';
import { useEntryText } from './use-entry-text.ts';

export interface TargetSelectProps {
  readonly label: string;
  /** What is chosen; without it the choice adds something. */
  readonly value?: Target;
  readonly onChoose: (target: Target) => void;
}

const OFFERED = ['entity', 'view', 'start'] as const;
const SEPARATOR = ' ';

export function TargetSelect({ label, value, onChoose }: TargetSelectProps) {
  const t = useText();
  const { registry, configuration } = useDraft();
  const { targetName } = useEntryText();
  const keys: Readonly<Record<(typeof OFFERED)[number], readonly string[]>> = {
    entity: [...registry.entities.values()].filter(({ made }) => !made).map(({ key }) => key),
    view: [...registry.views.keys()],
    start: definitionsOf(configuration, 'process').flatMap(({ content }) => processIds(String(content))),
  };
  const data = OFFERED.map((kind) => ({
    group: t(`design.menu.target.${kind}`),
    items: keys[kind].map((key) => ({
      value: `${kind}${SEPARATOR}${key}`,
      label: targetName({ kind, value: key }),
    })),
  }));
  const other = {
    group: t('design.menu.target.url'),
    items: [{ value: `url${SEPARATOR}https://`, label: 'https://…' }],
  };
  const written = value && `${value.kind}${SEPARATOR}${value.value}`;
  const known = data.some(({ items }) => items.some((item) => item.value === written));
  const own =
    written && !known
      ? [{ group: t('design.menu.target.now'), items: [{ value: written, label: targetName(value) }] }]
      : [];
  return (
    <Select
      {...(value ? { label } : { 'aria-label': label, placeholder: label })}
      data={[...own, ...data, other]}
      value={written ?? null}
      onChange={(next) => {
        if (!next) return;
        const at = next.indexOf(SEPARATOR);
        onChoose({ kind: next.slice(0, at) as TargetKind, value: next.slice(at + 1) });
      }}
      allowDeselect={false}
      searchable
      limit={100}
      maxDropdownHeight={360}
      nothingFoundMessage={t('ui.choice.nothing')}
    />
  );
}
