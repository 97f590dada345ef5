/** Parts of the properties panel: the head that says what is chosen, sections that open and close, lines of a list. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from '#ui/icon.tsx';
import { NamedMark } from './named-mark.tsx';
import classes from './panel.module.css';

export function PanelHead({
  icon,
  title,
  sub,
  children,
}: {
  readonly icon: string;
  readonly title: string;
  readonly sub?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={classes.head}>
      <NamedMark icon={<Icon name={icon} size={18} />}>
        <h2 className={classes.title}>{title}</h2>
        {sub && <div className={classes.sub}>{sub}</div>}
      </NamedMark>
      {children}
    </div>
  );
}

export function PanelBody({ children }: { readonly children: ReactNode }) {
  return <div className={classes.body}>{children}</div>;
}

export interface SectionProps {
  readonly title: string;
  /** At the right end of the title: a count, where a value comes from. */
  readonly note?: ReactNode;
  /** Closed at first. */
  readonly shut?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, note, shut = false, children }: SectionProps) {
  const [open, setOpen] = useState(!shut);
  const id = useId();
  return (
    <section className={classes.section} data-open={open}>
      <UnstyledButton
        className={classes.sectionTitle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronDown size={14} className={classes.arrow} aria-hidden />
        {title}
        {note && <span className={classes.note}>{note}</span>}
      </UnstyledButton>
      {open && (
        <div id={id} className={classes.sectionBody}>
          {children}
        </div>
      )}
    </section>
  );
}
