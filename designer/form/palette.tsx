/** What can be put on the form: fields of its entity and its variables, a text, a section. Dragged, or pressed to come last. */
import { useDraggable } from '@dnd-kit/core';
import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import type { FormEditing } from './form-editing.ts';
import { placedFields } from './form-layout.ts';
import classes from './form-page.module.css';

export function Palette({ sections, keep, entity, form, onChoose, chosen }: FormEditing) {
  const t = useText();
  const text = useLabelText();
  const [sought, setSought] = useState('');
  const used = new Set(placedFields(sections));
  const fields = [...(form?.variables.values() ?? []), ...(entity?.fields.values() ?? [])]
    .filter(({ system, key }) => !system || key === 'owner')
    .map((field) => ({ key: field.key, name: text(field.label, field.key) }));
  const found = fields.filter(({ key, name }) =>
    `${name} ${key}`.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  const section =
    chosen === null ? sections.length - 1 : 'item' in chosen ? chosen.item.section : chosen.section;
  const add = (item: { field: string } | { text: Record<string, string> }) => {
    const at = Math.max(0, section);
    const rows = sections[at]?.rows ?? [];
    const next =
      sections.length === 0
        ? [{ rows: [[item]] }]
        : sections.map((one, i) => (i === at ? { ...one, rows: [...rows, [item]] } : one));
    keep(next);
    onChoose({ item: { section: at, row: rows.length, at: 0 } });
  };
  return (
    <aside className={classes.palette} aria-label={t('design.formEditor.palette')}>
      <TextInput
        aria-label={t('design.field.find')}
        placeholder={t('design.field.find')}
        leftSection={<IconSearch size={15} />}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <p className={classes.count}>
        {t('design.formEditor.placed', {
          placed: fields.filter(({ key }) => used.has(key)).length,
          total: fields.length,
        })}
      </p>
      <ul className={classes.fields}>
        {found.map(({ key, name }) => (
          <li key={key}>
            <FieldToPlace field={key} name={name} used={used.has(key)} onAdd={() => add({ field: key })} />
          </li>
        ))}
      </ul>
      <div className={classes.blocks}>
        <Button
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            keep([
              ...sections,
              { label: { en: t('design.formEditor.section') }, rows: [[{ text: { en: '…' } }]] },
            ]);
            onChoose({ section: sections.length });
          }}
        >
          {t('design.formEditor.section')}
        </Button>
        <Button leftSection={<IconPlus size={14} />} onClick={() => add({ text: { en: '…' } })}>
          {t('design.formEditor.text')}
        </Button>
      </div>
    </aside>
  );
}

// helpers //////////

function FieldToPlace({
  field,
  name,
  used,
  onAdd,
}: {
  readonly field: string;
  readonly name: string;
  readonly used: boolean;
  readonly onAdd: () => void;
}) {
  const t = useText();
  const { setNodeRef, listeners, transform } = useDraggable({
    id: `field ${field}`,
    data: { field },
    disabled: used,
  });
  return (
    <button
      type="button"
      ref={setNodeRef}
      className={classes.field}
      disabled={used}
      title={t('design.formEditor.place', { name })}
      style={{ transform: transform ? `translate(${transform.x}px, ${transform.y}px)` : undefined }}
      data-dragged={transform !== null}
      onClick={onAdd}
      {...listeners}
    >
      {name}
      {used && <IconCheck size={14} aria-label={t('design.formEditor.isPlaced')} />}
    </button>
  );
}
