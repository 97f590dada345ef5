/** One of an entity's rules as a card: its key, what it consists of, and taking it away; and the list such cards stand in. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '#ui/i18n.tsx';
import { Section } from '../kit/panel.tsx';
import classes from './rules.module.css';

export interface RuleListProps {
  readonly title: string;
  readonly help: string;
  readonly count: number;
  /** Closed while there are none. */
  readonly shut?: boolean;
  /** What the button says that adds one. */
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

export function RuleList({ title, help, count, shut = false, add, onAdd, children }: RuleListProps) {
  return (
    <Section title={title} note={count || undefined} shut={shut && count === 0}>
      <p className={classes.help}>{help}</p>
      {children}
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={onAdd}>
        {add}
      </Button>
    </Section>
  );
}

export interface RuleCardProps {
  /** Its key, or what it is called where it has none. */
  readonly name: string;
  readonly hasKey?: boolean;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

export function RuleCard({ name, hasKey = true, onRemove, children }: RuleCardProps) {
  const t = useText();
  return (
    <fieldset className={classes.rule}>
      <legend className={classes.legend}>
        {hasKey ? <code>{name}</code> : <span>{name}</span>}
        <ActionIcon aria-label={t('design.removeNamed', { name })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </legend>
      {children}
    </fieldset>
  );
}
