/** The form of a user task or of the start: one that is there, or one made here from fields and variables. */
import { Button, Select } from '@mantine/core';
import { IconExternalLink, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Label } from '#metadata/label.ts';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../../draft/addresses.ts';
import { listed } from '../../draft/definitions.ts';
import { useDraft, useLabelText, useMake } from '../../draft/draft.tsx';
import { is, type Shape } from '../bpmn-types.ts';
import { attributeOf } from '../extensions.ts';
import { FormEditor } from '../form-editor.tsx';
import { processOf } from '../process-of.ts';
import { recordVariables } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

const isPlainStart = (element: Shape) =>
  is(element, 'bpmn:StartEvent') &&
  !(element.businessObject.get('eventDefinitions') as readonly unknown[] | undefined)?.length &&
  element.businessObject.$parent?.$type === 'bpmn:Process';

export const form = defineGroup({
  key: 'form',
  applies: (element) => is(element, 'bpmn:UserTask') || isPlainStart(element),
  Body: Form,
});

function Form({ edit, element, solution }: GroupProps) {
  const t = useText();
  const text = useLabelText();
  const { language } = useLanguage();
  const make = useMake();
  const draft = useDraft();
  const [open, setOpen] = useState(false);
  const key = attributeOf(element.businessObject, 'potik:Form', 'key');
  const forms = listed(draft, 'form', text);
  const chosen = draft.registry.forms.get(key);
  const choose = (next: string | undefined) => edit.extension(element, 'potik:Form', { key: next });
  const [record] = recordVariables(element);
  const create = () => {
    const process = String(processOf(element)?.id ?? 'process');
    const made = freeKey(`${process}_${element.id}`, (used) => draft.registry.forms.has(used));
    const label: Label = { [language]: element.businessObject.name || t('design.form.new') };
    const content = {
      label,
      // A form of this task only, not the one records of the entity are edited with.
      ...(record && { entity: record.entity, default: false }),
      variables: { comment: { type: 'long_text', label: COMMENT } },
      sections: [{ fields: ['comment'] }],
    };
    if (!make([{ change: 'put', kind: 'form', key: made, solution, content }])) return;
    choose(made);
    setOpen(true);
  };
  return (
    <>
      <ForeignNote owner={element.businessObject} type="potik:Form" />
      <Select
        aria-label={t('design.kind.form.one')}
        placeholder={t('design.form.none')}
        data={forms.map(({ definition, name }) => ({ value: definition.key, label: name }))}
        value={key || null}
        onChange={(next) => choose(next ?? undefined)}
        searchable
        clearable
      />
      {chosen && (
        <div className={classes.chips}>
          <Button leftSection={<IconPencil size={16} />} onClick={() => setOpen(true)}>
            {t('design.form.edit')}
          </Button>
          <Button
            variant="subtle"
            component={Link}
            href={definitionAddress('form', key)}
            leftSection={<IconExternalLink size={16} />}
          >
            {t('design.asText')}
          </Button>
        </div>
      )}
      {!chosen && (
        <Button leftSection={<IconPlus size={16} />} onClick={create}>
          {t('design.form.make')}
        </Button>
      )}
      {open && chosen && <FormEditor form={key} onClose={() => setOpen(false)} />}
    </>
  );
}

const COMMENT = { en: 'Comment', uk: 'Коментар', ru: 'Комментарий' };

function freeKey(wanted: string, taken: (key: string) => boolean): string {
  const base =
    wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[_0-9]+|_+$/g, '')
      .slice(0, 44) || 'form';
  if (!taken(base)) return base;
  for (let number = 2; ; number += 1) if (!taken(`${base}_${number}`)) return `${base}_${number}`;
}
