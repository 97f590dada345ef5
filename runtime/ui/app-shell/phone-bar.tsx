/** The bar at the foot of the phone: four places and "More". */
import { UnstyledButton } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useText } from '../i18n.tsx';
import { Icon } from '../icon.tsx';
import { Link } from '../link.tsx';
import { currentItem, type NavItem } from './nav-model.ts';
import classes from './phone-bar.module.css';

export function PhoneBar({
  items,
  onMore,
  moreOpen,
}: {
  readonly items: readonly NavItem[];
  readonly onMore: () => void;
  readonly moreOpen: boolean;
}) {
  const t = useText();
  const address = useRouterState({ select: (state) => state.location.href });
  const current = currentItem(items, address);
  return (
    <nav className={classes.bar} aria-label={t('ui.nav.quick')}>
      {items.map((item) => {
        const shared = {
          className: classes.item,
          'data-current': item.key === current,
          'data-primary': item.primary,
        };
        const content = (
          <>
            <span className={classes.icon}>
              <Icon name={item.icon} size={21} />
              {item.count !== undefined && item.count > 0 && (
                <span className={classes.badge}>{item.count}</span>
              )}
            </span>
            <span className={classes.label}>{item.label}</span>
          </>
        );
        return item.href ? (
          <Link
            key={item.key}
            href={item.href}
            {...shared}
            aria-current={item.key === current ? 'page' : undefined}
          >
            {content}
          </Link>
        ) : (
          <UnstyledButton key={item.key} {...shared} onClick={item.onClick}>
            {content}
          </UnstyledButton>
        );
      })}
      <UnstyledButton className={classes.item} onClick={onMore} aria-expanded={moreOpen}>
        <span className={classes.icon}>
          <Icon name="menu-2" size={21} />
        </span>
        <span className={classes.label}>{t('ui.nav.more')}</span>
      </UnstyledButton>
    </nav>
  );
}
