/** One place up, one place down: putting a short list in order without dragging. */
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';

export interface MoveButtonsProps {
  readonly at: number;
  /** How many there are. */
  readonly of: number;
  readonly onMove: (by: -1 | 1) => void;
}

export function MoveButtons({ at, of, onMove }: MoveButtonsProps) {
  const t = useText();
  return (
    <>
      <ActionIcon size={24} aria-label={t('design.moveUp')} disabled={at === 0} onClick={() => onMove(-1)}>
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={t('design.moveDown')}
        disabled={at === of - 1}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
    </>
  );
}
