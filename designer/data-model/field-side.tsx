/** Right of a field: where it will stand, what uses it, what another type would do. */
import { Button, Checkbox } from '@mantine/core';
import { IconTransform } from '@tabler/icons-react';
import { fieldType } from '#metadata/field.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { Link } from '#ui/link.tsx';
import { Count } from '#ui/pill.tsx';
import { addressOfId } from '../draft/addresses.ts';
import { KIND_ICONS, nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import type { FieldContent } from './field-content.ts';
import classes from './field-side.module.css';
import { definitionsUsingField } from './field-uses.ts';
import { formsOf } from './forms-of.ts';

export interface FieldSideProps {
  readonly entity: Entity;
  readonly field: Field | null;
  readonly content: FieldContent;
  /** Of a new field: forms it is put on. */
  readonly forms?: readonly string[];
  readonly onForms?: (forms: string[]) => void;
  readonly retype?: { readonly ready: boolean; readonly onKeep: () => void; readonly onDo: () => void };
}

export function FieldSide({ entity, field, content, forms, onForms, retype }: FieldSideProps) {
  const t = useText();
  const text = useLabelText();
  const { configuration, registry } = useDraft();
  const designed = formsOf(registry, entity.key);
  const users = field ? definitionsUsingField(configuration, entity.key, field.key) : [];
  const typeName = (key: string) => text(fieldType(key)?.label, key);
  return (
    <aside className={classes.side}>
      {retype && field && (
        <section className={classes.retype}>
          <h2 className={classes.title}>
            <IconTransform size={17} aria-hidden /> {typeName(field.type.key)} → {typeName(content.type)}
          </h2>
          <p>{t('design.field.retypeText')}</p>
          <div className={classes.buttons}>
            <Button variant="light" disabled={!retype.ready} onClick={retype.onDo}>
              {t('design.field.retype')}
            </Button>
            <Button onClick={retype.onKeep}>
              {t('design.field.keepType', { type: typeName(field.type.key) })}
            </Button>
          </div>
        </section>
      )}
      {forms && onForms && (
        <section>
          <h2 className={classes.title}>{t('design.field.forms')}</h2>
          {designed.length === 0 && <p className={classes.text}>{t('design.field.formsAll')}</p>}
          {designed.map((form) => (
            <Checkbox
              key={form.key}
              className={classes.check}
              label={text(form.definition.label, form.key)}
              checked={forms.includes(form.key)}
              onChange={(event) =>
                onForms(
                  event.currentTarget.checked
                    ? [...forms, form.key]
                    : forms.filter((key) => key !== form.key),
                )
              }
            />
          ))}
        </section>
      )}
      {field && (
        <section>
          <h2 className={classes.title}>
            {t('design.usedBy')} <Count value={users.length} />
          </h2>
          {users.map((definition) => (
            <Link
              key={`${definition.kind}/${definition.key}`}
              href={addressOfId(`${definition.kind}/${definition.key}`)}
              className={classes.use}
            >
              <Icon name={KIND_ICONS[definition.kind]} size={16} />
              {nameOf(definition, text)}
              <span className={classes.kind}>{t(`design.kind.${definition.kind}.one`)}</span>
            </Link>
          ))}
          {users.length === 0 && <p className={classes.text}>{t('design.field.unused')}</p>}
        </section>
      )}
      <p className={classes.note}>{t('design.field.live')}</p>
    </aside>
  );
}
