/** The people of a demo: one press signs in as one of them. */
import { UnstyledButton } from '@mantine/core';
import type { InstallationState, SignIn } from '#api/session.ts';
import { Avatar } from '#ui/avatar.tsx';
import { useText } from '#ui/i18n.tsx';
import classes from './demo-people.module.css';

export function DemoPeople({
  people,
  busy,
  onChoose,
}: {
  readonly people: InstallationState['demo'];
  readonly busy: boolean;
  readonly onChoose: (person: SignIn) => void;
}) {
  const t = useText();
  return (
    <section className={classes.people} aria-label={t('signIn.demo.title')}>
      <h2 className={classes.title}>{t('signIn.demo.title')}</h2>
      <ul className={classes.list}>
        {people.map(({ name, role, email, password }) => (
          <li key={email}>
            <UnstyledButton
              className={classes.person}
              disabled={busy}
              onClick={() => onChoose({ email, password })}
            >
              <Avatar name={name} size="medium" />
              <span className={classes.names}>
                <b>{name}</b>
                <span>{role}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
