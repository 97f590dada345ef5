/** Sets of fields whose values stand together once only: a number within a year, a name of a customer. */
import { ActionIcon, MultiSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { Section } from '../kit/panel.tsx';
import { ownFields } from './model-fields.ts';
import classes from './rules.module.css';
import type { EntityEditing } from './use-entity-content.ts';

export function UniqueSets({ entity, content, set }: EntityEditing) {
  const t = useText();
  const text = useLabelText();
  const sets = content.unique ?? [];
  const choices = ownFields(entity)
    .filter(mayBeUnique)
    .map(({ key, label }) => ({ value: key, label: text(label, key) }));
  const keep = (next: readonly (readonly string[])[]) =>
    set({ unique: next.filter((one) => one.length > 0) });
  return (
    <Section title={t('design.rules.unique')} note={sets.length || undefined} shut={sets.length === 0}>
      <p className={classes.help}>{t('design.rules.uniqueHelp')}</p>
      {sets.map((keys, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a set is what it holds, which changes while it is edited
        <div key={at} className={classes.set}>
          <MultiSelect
            aria-label={t('design.rules.uniqueSet', { number: at + 1 })}
            data={choices}
            value={[...keys]}
            onChange={(next) => keep(sets.map((one, i) => (i === at ? next : one)))}
            searchable
          />
          <ActionIcon
            aria-label={t('design.removeNamed', { name: t('design.rules.uniqueSet', { number: at + 1 }) })}
            onClick={() => keep(sets.filter((_, i) => i !== at))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <MultiSelect
        aria-label={t('design.rules.addUnique')}
        placeholder={t('design.rules.addUnique')}
        data={choices}
        value={[]}
        onChange={(next) => keep([...sets, next])}
        searchable
      />
    </Section>
  );
}

// helpers //////////

function mayBeUnique({ type, columns }: Field): boolean {
  return columns.length > 0 && type.indexes.includes('btree');
}
