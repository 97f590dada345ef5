/**
 * A page within the shell: breadcrumbs and title in one line with the app's tools, the content below. On the phone the line
 * holds a way back, the title and the page's own actions.
 */
import { ActionIcon } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTools } from './app-shell.tsx';
import { useText } from './i18n.tsx';
import { Link } from './link.tsx';
import classes from './page.module.css';
import { usePhone } from './phone.ts';

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

export interface PageProps {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Behind the title: a state, the time of saving. */
  readonly mark?: ReactNode;
  /** Phone: where the arrow leads; without it the title stands large. */
  readonly back?: string;
  /** Phone: the page's own buttons, before the app's tools. */
  readonly phoneActions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, crumbs = [], mark, back, phoneActions, children }: PageProps) {
  const phone = usePhone();
  const { tools, phoneTools } = useTools();
  useDocumentTitle(`${title} · Potik`);
  return (
    <div className={classes.page}>
      <header className={phone ? classes.phoneTop : classes.top}>
        {phone ? (
          <PhoneTitle title={title} back={back} />
        ) : (
          <nav className={classes.crumbs} aria-label={title}>
            {crumbs.map((crumb) => (
              <Fragment key={crumb.label}>
                {crumb.href ? (
                  <Link href={crumb.href} className={classes.crumb}>
                    {crumb.label}
                  </Link>
                ) : (
                  <span>{crumb.label}</span>
                )}
                <IconChevronRight size={14} className={classes.arrow} aria-hidden />
              </Fragment>
            ))}
            <h1 className={classes.title}>{title}</h1>
          </nav>
        )}
        {mark}
        <span className={classes.space} />
        {phone ? (
          <>
            {phoneActions}
            {!back && phoneTools}
          </>
        ) : (
          tools
        )}
      </header>
      <main className={classes.body}>{children}</main>
    </div>
  );
}

// helpers //////////

function PhoneTitle({ title, back }: { readonly title: string; readonly back?: string }) {
  const t = useText();
  if (!back) return <h1 className={classes.phoneTitle}>{title}</h1>;
  return (
    <>
      <ActionIcon component={Link} href={back} size={44} aria-label={t('ui.page.back')}>
        <IconChevronLeft size={21} />
      </ActionIcon>
      <h1 className={classes.phoneSmall}>{title}</h1>
    </>
  );
}
