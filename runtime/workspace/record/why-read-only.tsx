/** Above the form of a record that may be seen but not changed: that it is so, and on demand what each of the person's roles says. */
import { Button, Popover } from '@mantine/core';
import type { Why } from '#api/shares.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './why-read-only.module.css';

/** Words of a scope that are not rules. */
const SCOPES = ['none', 'own', 'team', 'subtree', 'all'];

export function WhyReadOnly({ why }: { readonly why: Why }) {
  const t = useText();
  return (
    <div className={classes.notice} role="note">
      <span>{t(why.deleted ? 'record.why.deleted' : 'record.why.readOnly')}</span>
      <Popover position="bottom-start" width={360} shadow="md">
        <Popover.Target>
          <Button variant="subtle" size="compact-sm">
            {t('record.why.ask')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          {why.roles.length === 0 && <p className={classes.text}>{t('record.why.noRoles')}</p>}
          <ul className={classes.roles}>
            {why.roles.map(({ role, name, scope, met }) => (
              <li key={role}>
                <strong>{name}</strong>
                <span>{scopeText(scope)}</span>
                {scope !== 'none' && !met && <span>{t('record.why.notMet')}</span>}
              </li>
            ))}
          </ul>
          <p className={classes.text}>
            {why.others.length > 0
              ? t('record.why.others', { roles: why.others.map(({ name }) => name).join(', ') })
              : t('record.why.askAdmin')}
          </p>
        </Popover.Dropdown>
      </Popover>
    </div>
  );

  function scopeText(scope: string): string {
    if (SCOPES.includes(scope)) return t(`record.why.scope.${scope}`);
    if (scope.startsWith('as ')) return t('record.why.scope.parent');
    return t('record.why.scope.rule', { rule: scope });
  }
}
