/** The buttons a user task is completed with; without any there is one, "Complete". */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { LANGUAGES, useText } from '#ui/i18n.tsx';
import { keyOfLabel } from '../../kit/key-of-label.ts';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, listOf, type Moddle, textOf } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

export const outcomes = defineGroup({
  key: 'outcomes',
  applies: (element) => is(element, 'bpmn:UserTask'),
  note: (element) => extensionsOf(element.businessObject, 'potik:Outcome').length || null,
  Body: Outcomes,
});

interface Outcome {
  readonly key: string;
  readonly label: string;
  readonly variable: string;
  /** In further languages. */
  readonly labels: Readonly<Record<string, string>>;
}

function Outcomes({ edit, element }: GroupProps) {
  const t = useText();
  const [added, setAdded] = useState('');
  const all = extensionsOf(element.businessObject, 'potik:Outcome').map(outcomeOf);
  const keep = (next: readonly Outcome[]) =>
    edit.extensions(
      element,
      'potik:Outcome',
      next.map((outcome) => written(edit, outcome)),
    );
  const replace = (at: number, change: Partial<Outcome>) =>
    keep(all.map((outcome, i) => (i === at ? { ...outcome, ...change } : outcome)));
  const add = () => {
    const label = added.trim();
    if (!label) return;
    const key = keyOfLabel(label, (used) => all.some((outcome) => outcome.key === used), 'outcome');
    keep([...all, { key, label, variable: '', labels: {} }]);
    setAdded('');
  };
  return (
    <>
      <p className={classes.text}>{t('design.outcome.help')}</p>
      {all.map((outcome, at) => (
        <div key={outcome.key} className={classes.card}>
          <div className={classes.row}>
            <TextProp
              label={t('design.outcome.label')}
              hideLabel
              value={outcome.label}
              onChange={(label) => replace(at, { label })}
            />
            <ActionIcon
              aria-label={t('design.removeNamed', { name: outcome.label })}
              onClick={() => keep(all.filter((_, i) => i !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <details className={classes.more}>
            <summary>
              <code>{`outcome = "${outcome.key}"`}</code>
            </summary>
            {LANGUAGES.map(({ code, name }) => (
              <TextProp
                key={code}
                label={name}
                value={outcome.labels[code] ?? ''}
                onChange={(text) => replace(at, { labels: { ...outcome.labels, [code]: text } })}
              />
            ))}
          </details>
        </div>
      ))}
      <form
        className={classes.row}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          aria-label={t('design.outcome.new')}
          placeholder={t('design.outcome.new')}
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<IconPlus size={16} />} disabled={!added.trim()}>
          {t('design.add')}
        </Button>
      </form>
    </>
  );
}

// helpers //////////

function outcomeOf(model: Moddle): Outcome {
  const labels = listOf(model, 'labels').map((label) => [textOf(label, 'language'), textOf(label, 'text')]);
  return {
    key: textOf(model, 'key'),
    label: textOf(model, 'label') || textOf(model, 'key'),
    variable: textOf(model, 'variable'),
    labels: Object.fromEntries(labels),
  };
}

function written(edit: GroupProps['edit'], { key, label, variable, labels }: Outcome): Moddle {
  const children = Object.entries(labels)
    .filter(([, text]) => text !== '')
    .map(([language, text]) => edit.create('potik:Label', { language, text }));
  const outcome = edit.create('potik:Outcome', {
    key,
    label,
    ...(variable && { variable }),
    labels: children,
  });
  for (const child of children) child.$parent = outcome;
  return outcome;
}
