/** A problem in a list: how grave, the sentence, where it is; a press leads there. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '#ui/i18n.tsx';
import classes from './problem-line.module.css';

export function ProblemLine({
  severity,
  message,
  note,
  where,
  onOpen,
}: {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly note?: ReactNode;
  /** Which definition it is in, where the list does not say so; below the sentence. */
  readonly where?: string;
  readonly onOpen?: () => void;
}) {
  const t = useText();
  const Mark = severity === 'error' ? IconCircleX : IconAlertTriangle;
  const line = (
    <>
      <Mark
        size={17}
        className={classes.mark}
        data-severity={severity}
        aria-label={t(`design.problem.${severity}`)}
      />
      <span className={classes.message}>
        {message}
        {where && <span className={classes.where}>{where}</span>}
      </span>
      {note && <span className={classes.note}>{note}</span>}
    </>
  );
  if (!onOpen) return <div className={classes.problem}>{line}</div>;
  return (
    <UnstyledButton className={classes.problem} onClick={onOpen}>
      {line}
    </UnstyledButton>
  );
}
