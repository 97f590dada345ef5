/** The frame of pages before one is inside: sign-in, set-up. Mark and languages above, one card in the middle. */
import { SegmentedControl } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Language } from '#api/session.ts';
import classes from './door-page.module.css';
import { LANGUAGES, useLanguage, useText } from './i18n.tsx';
import { Mark } from './mark.tsx';
import { usePhone } from './phone.ts';

export interface DoorPageProps {
  readonly title: string;
  readonly text: string;
  readonly problem?: string;
  readonly onSubmit: () => void;
  /** Below the card. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function DoorPage({ title, text, problem, onSubmit, beside, children }: DoorPageProps) {
  const t = useText();
  const phone = usePhone();
  const { language, setLanguage } = useLanguage();
  useDocumentTitle(`${title} · Potik`);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Mark size={26} />
        <b>Potik</b>
        <span className={classes.space} />
        <SegmentedControl
          value={language}
          aria-label={t('ui.language.title')}
          onChange={(next) => void setLanguage(next as Language)}
          data={LANGUAGES.map(({ code, name }) => ({
            value: code,
            label: <span lang={code}>{phone ? code.toUpperCase() : name}</span>,
          }))}
        />
      </header>
      <main className={classes.main}>
        <form
          className={classes.card}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <div>
            <h1 className={classes.title}>{title}</h1>
            <p className={classes.text}>{text}</p>
          </div>
          {problem && (
            <p className={classes.problem} role="alert">
              {problem}
            </p>
          )}
          {children}
        </form>
        {beside}
      </main>
      <footer className={classes.foot}>{location.host}</footer>
    </div>
  );
}
