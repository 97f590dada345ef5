/** Names with values: inputs, outputs, mappings of calls, payloads. A row each, one more empty one below. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { FeelInput, type NamesBehind } from '../../kit/feel-input.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { type Moddle, type Shape, textOf } from '../bpmn-types.ts';
import type { Edit } from '../edit.ts';
import { extensionsOf } from '../extensions.ts';
import classes from './groups.module.css';

export interface PairsProps {
  readonly edit: Edit;
  readonly element: Shape;
  /** Type of the extension elements: `potik:Input`. */
  readonly type: string;
  /** The part of the element they belong to; the element itself where not given. */
  readonly owner?: Moddle;
  readonly names: NamesBehind;
  readonly title: string;
  readonly nameLabel: string;
  readonly valueLabel: string;
  /** Names that are written by other parts of the panel. */
  readonly hidden?: readonly string[];
}

export function Pairs({
  edit,
  element,
  type,
  owner = element.businessObject,
  names,
  title,
  nameLabel,
  valueLabel,
  hidden = [],
}: PairsProps) {
  const t = useText();
  const all = extensionsOf(owner, type);
  const shown = all.filter((pair) => !hidden.includes(textOf(pair, 'name')));
  const keep = (next: readonly Moddle[]) => edit.extensions(element, type, next, owner);
  const replace = (old: Moddle, change: { readonly name?: string; readonly value?: string }) =>
    keep(
      all.map((pair) =>
        pair === old
          ? edit.create(type, { name: textOf(pair, 'name'), value: textOf(pair, 'value'), ...change })
          : pair,
      ),
    );
  const add = () => {
    const used = new Set(all.map((pair) => textOf(pair, 'name')));
    let number = 1;
    while (used.has(`name${number}`)) number += 1;
    keep([...all, edit.create(type, { name: `name${number}`, value: '' })]);
  };
  return (
    <>
      <div className={classes.text}>{title}</div>
      {shown.map((pair, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pair may be renamed while one types
        <div key={at} className={classes.pair}>
          <TextProp
            label={nameLabel}
            hideLabel
            mono
            value={textOf(pair, 'name')}
            onChange={(name) => replace(pair, { name })}
          />
          <FeelInput
            label={valueLabel}
            hideLabel
            names={names}
            value={textOf(pair, 'value')}
            onChange={(value) => replace(pair, { value })}
          />
          <ActionIcon
            aria-label={t('design.removeNamed', { name: textOf(pair, 'name') })}
            onClick={() => keep(all.filter((other) => other !== pair))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
        {t('design.add')}
      </Button>
    </>
  );
}
