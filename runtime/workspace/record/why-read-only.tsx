/** Above the form of a record that may be seen but not changed: that it is so, and on demand what each of the person's roles says. */
import { Button, Popover } from '@mantine/core';
import type { Why } from '#api/shares.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './why-read-only.module.css';
import { WhyRoles } from './why-roles.tsx';

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
          <WhyRoles why={why} name={null} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
