/** When the person wants to see a task again: until then it stands in "Follow-up later". */
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/i18n.tsx';
import { fromWallClock } from '#ui/wall-clock.ts';
import classes from './follow-up.module.css';

/** The morning of the chosen day. */
const HOUR = '08:00:00';

export interface FollowUpProps {
  readonly value: string | null;
  readonly onChange: (followUpAt: string | null) => void;
  readonly icon: ReactNode;
}

export function FollowUp({ value, onChange, icon }: FollowUpProps) {
  const t = useText();
  const format = useFormat();
  const [opened, { toggle, close }] = useDisclosure();
  const choose = (day: string | null) => {
    close();
    onChange(day === null ? null : fromWallClock(`${day} ${HOUR}`, format.timeZone));
  };
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} onClick={toggle} aria-expanded={opened}>
          {icon}
          {value ? t('inbox.followUp.set', { when: format.day(value) }) : t('inbox.followUp.unset')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker value={value ? format.dayOf(value) : null} minDate={format.dayOf()} onChange={choose} />
        {value && (
          <Button fullWidth size="xs" variant="subtle" color="gray" mt="xs" onClick={() => choose(null)}>
            {t('inbox.followUp.clear')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
