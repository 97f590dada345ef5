/** The navigation: 216 px with labels, 56 px with icons, or a drawer on the phone. Groups can be closed; it is remembered. */
import { Drawer, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../i18n.tsx';
import { Icon } from '../icon.tsx';
import { useKept } from '../kept.ts';
import { Link } from '../link.tsx';
import { Mark } from '../mark.tsx';
import { Tally } from '../tally.tsx';
import { currentItem, type NavGroup, type NavItem } from './nav-model.ts';
import classes from './navigation.module.css';

export interface NavigationProps {
  readonly groups: readonly NavGroup[];
  readonly foot: readonly NavItem[];
  readonly lead?: ReactNode;
  readonly narrow: boolean;
  /** Missing where the width is not the person's to choose. */
  readonly onNarrow?: (narrow: boolean) => void;
  readonly drawer?: { readonly opened: boolean; readonly onClose: () => void };
}

export function Navigation({ groups, foot, lead, narrow, onNarrow, drawer }: NavigationProps) {
  const t = useText();
  const address = useRouterState({ select: (state) => state.location.href });
  const current = currentItem([...groups.flatMap((group) => group.items), ...foot], address);
  const entry = (item: NavItem) => (
    <Entry
      key={item.key}
      item={item}
      narrow={narrow}
      current={item.key === current}
      onFollow={drawer?.onClose}
    />
  );
  const body = (
    <>
      {lead}
      <div className={classes.scroll}>
        {groups.map((group) => (
          <Group key={group.key} group={group} narrow={narrow}>
            {group.items.map(entry)}
          </Group>
        ))}
      </div>
      <div className={classes.foot}>
        {foot.map(entry)}
        {onNarrow && !drawer && (
          <Entry
            item={{
              key: 'narrow',
              label: t(narrow ? 'ui.nav.expand' : 'ui.nav.collapse'),
              icon: '',
              onClick: () => onNarrow(!narrow),
            }}
            drawn={
              narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />
            }
            narrow={narrow}
            current={false}
          />
        )}
      </div>
    </>
  );
  if (drawer) {
    return (
      <Drawer
        opened={drawer.opened}
        onClose={drawer.onClose}
        size={280}
        title={t('ui.nav.title')}
        padding={0}
      >
        <nav className={classes.nav} data-drawer="true" aria-label={t('ui.nav.title')}>
          {body}
        </nav>
      </Drawer>
    );
  }
  return (
    <nav className={classes.nav} data-narrow={narrow} aria-label={t('ui.nav.title')}>
      <Link href="/" className={classes.brand} aria-label="Potik">
        <Mark size={22} />
        {!narrow && <span>Potik</span>}
      </Link>
      {body}
    </nav>
  );
}

// helpers //////////

function Group({
  group,
  narrow,
  children,
}: {
  readonly group: NavGroup;
  readonly narrow: boolean;
  readonly children: ReactNode;
}) {
  const [state, setState] = useKept<'open' | 'closed'>(`potik-nav-${group.key}`, 'open');
  const closed = state === 'closed' && !narrow && group.label !== undefined;
  return (
    <div className={classes.group}>
      {group.label !== undefined && !narrow && (
        <UnstyledButton
          className={classes.title}
          aria-expanded={!closed}
          onClick={() => setState(closed ? 'open' : 'closed')}
        >
          {group.label}
          <IconChevronDown size={14} className={classes.chevron} data-closed={closed} aria-hidden />
        </UnstyledButton>
      )}
      {!closed && children}
    </div>
  );
}

function Entry({
  item,
  drawn,
  narrow,
  current,
  onFollow,
}: {
  readonly item: NavItem;
  readonly drawn?: ReactNode;
  readonly narrow: boolean;
  readonly current: boolean;
  readonly onFollow?: () => void;
}) {
  const content = (
    <>
      {drawn ?? <Icon name={item.icon} />}
      {!narrow && <span className={classes.label}>{item.label}</span>}
      {!narrow && <Tally count={item.count} hot={item.hot} />}
    </>
  );
  const shared = {
    className: classes.item,
    'data-current': current,
    'aria-label': narrow ? item.label : undefined,
  };
  const made = item.href ? (
    <Link href={item.href} {...shared} aria-current={current ? 'page' : undefined} onClick={onFollow}>
      {content}
    </Link>
  ) : (
    <UnstyledButton
      {...shared}
      onClick={() => {
        onFollow?.();
        item.onClick?.();
      }}
    >
      {content}
    </UnstyledButton>
  );
  return narrow ? (
    <Tooltip label={item.label} position="right" openDelay={100}>
      {made}
    </Tooltip>
  ) : (
    made
  );
}
