/** What stands at the right end of the top line in both apps: search, work or design, help, person. */
import { ActionIcon, Menu, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconSearch,
  IconUserCog,
} from '@tabler/icons-react';
import type { Theme } from '#api/session.ts';
import { Avatar } from './avatar.tsx';
import { LANGUAGES, useLanguage, useText } from './i18n.tsx';
import { Keys, useKeyList } from './keys.tsx';
import { useGo } from './link.tsx';
import { useMe, usePreferences } from './session.ts';
import { useTheme } from './theme.tsx';
import classes from './top-tools.module.css';

export function SearchButton({ label, onOpen }: { readonly label: string; readonly onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.search} onClick={onOpen} aria-keyshortcuts="Control+K">
      <IconSearch size={16} aria-hidden />
      <span className={classes.searchText}>{label}</span>
      <Keys keys="Ctrl+K" />
    </UnstyledButton>
  );
}

/** Only for those who may design. The two apps are two pages, so switching loads the other one. */
export function ModeSwitch({ mode }: { readonly mode: 'work' | 'design' }) {
  const t = useText();
  if (!useMe().may.includes('design')) return null;
  return (
    <SegmentedControl
      className={classes.mode}
      value={mode}
      aria-label={t('ui.mode.title')}
      onChange={(next) => location.assign(next === 'design' ? '/design' : '/')}
      data={[
        { value: 'work', label: t('ui.mode.work') },
        { value: 'design', label: t('ui.mode.design') },
      ]}
    />
  );
}

export function HelpMenu() {
  const t = useText();
  const showKeys = useKeyList();
  return (
    <Tooltip label={t('ui.keys.title')}>
      <ActionIcon aria-label={t('ui.help.title')} onClick={showKeys}>
        <IconHelp size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

export interface PersonMenuProps {
  readonly onSignOut: () => void;
  readonly profileHref: string;
}

export function PersonMenu({ onSignOut, profileHref }: PersonMenuProps) {
  const t = useText();
  const go = useGo();
  const { person } = useMe();
  const { language } = useLanguage();
  const { theme } = useTheme();
  const prefer = usePreferences();
  const showKeys = useKeyList();
  return (
    <Menu width={264} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <Avatar name={person.name} size="medium" />
          <span className="hidden-text">{t('ui.person.menu', { name: person.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.head}>
          <Avatar name={person.name} size="large" />
          <div className={classes.names}>
            <b>{person.name}</b>
            <span>{person.email}</span>
          </div>
        </div>
        <Menu.Divider />
        <div className={classes.setting}>
          <SegmentedControl
            fullWidth
            value={theme}
            aria-label={t('ui.theme.title')}
            onChange={(next) => void prefer({ theme: next as Theme })}
            data={[
              { value: 'light', label: t('ui.theme.light') },
              { value: 'dark', label: t('ui.theme.dark') },
              { value: 'auto', label: t('ui.theme.auto') },
            ]}
          />
        </div>
        <Menu.Sub position="left-start">
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconLanguage size={16} />}>{t('ui.language.title')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {LANGUAGES.map(({ code, name }) => (
              <Menu.Item
                key={code}
                lang={code}
                fw={code === language ? 550 : undefined}
                aria-current={code === language}
                onClick={() => void prefer({ language: code })}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Item leftSection={<IconUserCog size={16} />} closeMenuOnClick onClick={() => go(profileHref)}>
          {t('ui.person.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} closeMenuOnClick onClick={showKeys}>
          {t('ui.keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} closeMenuOnClick onClick={onSignOut}>
          {t('ui.person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
