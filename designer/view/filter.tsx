/** Which records the view shows: conditions that all or any must hold, or an expression where that does not suffice. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { targetsOf } from '../draft/entity-fields.ts';
import { usePathChoices } from '../draft/path-text.ts';
import { FeelInput } from '../kit/feel-input.tsx';
import { ConditionLine } from './condition-line.tsx';
import { type Conditions, isComplete, NO_CONDITIONS, readConditions, writeConditions } from './conditions.ts';
import { type ViewEditing, withParts } from './view-editing.ts';
import classes from './view-page.module.css';

export function Filter({ content, edit, entity }: ViewEditing) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const where = content.where ?? '';
  const [rows, setRows] = useRows(where, (feel) =>
    edit(withParts(content, { where: feel || undefined }), 'where'),
  );
  const [asText, setAsText] = useState(false);
  const choices = [
    ...usePathChoices(entity, ({ columns }) => columns.length > 0),
    ...usePathChoices(entity, ({ type }) => type.stages !== undefined).map(({ value, label }) => ({
      value: `pipeline(${value}).outcome`,
      label: `${label} › ${t('design.stage.result')}`,
    })),
  ];
  const names = (path: readonly string[]) => {
    let place = entity;
    for (const key of path) place = registry.entities.get(targetsOf(place!.fields.get(key)!)[0] ?? '');
    return [...(place?.fields.values() ?? [])].map(({ key, label, type }) => ({
      name: key,
      note: `${text(label, key)} · ${text(type.label, type.key)}`,
    }));
  };
  const expression = asText || rows === null;
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('design.view.filter')}</h2>
        <SegmentedControl
          aria-label={t('design.view.filter')}
          data={[
            { value: 'list', label: t('design.view.asConditions'), disabled: rows === null },
            { value: 'text', label: t('design.view.asExpression') },
          ]}
          value={expression ? 'text' : 'list'}
          onChange={(way) => setAsText(way === 'text')}
        />
      </div>
      {expression ? (
        <div className={classes.expression}>
          <FeelInput
            label={t('design.view.filter')}
            hideLabel
            always
            names={(path) => safely(() => names(path))}
            value={where && `= ${where}`}
            onChange={(feel) =>
              edit(withParts(content, { where: feel.replace(/^\s*=\s*/, '') || undefined }), 'where')
            }
          />
        </div>
      ) : (
        <div className={classes.conditions}>
          {rows.items.length > 1 && (
            <SegmentedControl
              aria-label={t('design.view.join')}
              data={[
                { value: 'and', label: t('design.view.all') },
                { value: 'or', label: t('design.view.any') },
              ]}
              value={rows.join}
              onChange={(join) => setRows({ ...rows, join: join as Conditions['join'] })}
            />
          )}
          {rows.items.map((condition, at) => (
            <ConditionLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition is changed in its place
              key={at}
              entity={entity}
              choices={choices}
              condition={condition}
              onChange={(next) =>
                setRows({ ...rows, items: rows.items.map((one, i) => (i === at ? next : one)) })
              }
              onRemove={() => setRows({ ...rows, items: rows.items.filter((_, i) => i !== at) })}
            />
          ))}
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setRows({ ...rows, items: [...rows.items, { path: '', op: '=', values: [''] }] })}
          >
            {t('design.view.addCondition')}
          </Button>
        </div>
      )}
    </section>
  );
}

// helpers //////////

/** The conditions as they stand on the page; only the complete ones are kept. Null where the filter is no list. */
function useRows(where: string, keep: (feel: string) => void) {
  const [rows, setRows] = useState<Conditions | null>(() => readConditions(where));
  const known = useRef(where);
  let shown = rows;
  if (known.current !== where) {
    known.current = where;
    shown = readConditions(where);
    setRows(shown);
  }
  const set = (next: Conditions) => {
    setRows(next);
    const feel = writeConditions({
      ...next,
      items: next.items.filter((item) => item.path !== '' && isComplete(item)),
    });
    if (feel === known.current) return;
    known.current = feel;
    keep(feel);
  };
  return [shown ?? (where === '' ? NO_CONDITIONS : null), set] as const;
}

/** A path that leads nowhere has no names behind it. */
function safely<T>(look: () => readonly T[]): readonly T[] {
  try {
    return look();
  } catch {
    return [];
  }
}
