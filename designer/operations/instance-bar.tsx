/** What can be done with an instance as a whole: suspended and resumed, migrated, cancelled; an ended one started anew or removed. */
import { Button, Menu } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import {
  cancelInstance,
  deleteInstance,
  type InstanceItem,
  restartInstance,
  resumeInstance,
  suspendInstance,
} from '#api/instances.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { migrateAddress, operatedInstanceAddress, operationsAddress } from '../draft/addresses.ts';
import { BarSpace } from '../kit/editor-frame.tsx';
import classes from './operations.module.css';
import type { InstanceDeed } from './use-instance-deed.ts';

export interface InstanceBarProps {
  readonly process: string;
  readonly item: InstanceItem;
  readonly deed: InstanceDeed;
}

export function InstanceBar({ process, item, deed }: InstanceBarProps) {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const format = useFormat();
  const confirm = useConfirm();
  const { id } = item;
  const params = { id };
  const ended = item.endedAt !== null;
  const cancel = async () => {
    const sure = await confirm({
      title: t('design.operations.cancelTitle'),
      text: t('design.operations.cancelText'),
      verb: t('design.operations.deed.cancel'),
      danger: true,
    });
    if (sure) deed.mutate(() => client.call(cancelInstance, { params, body: {} }));
  };
  const remove = async () => {
    const sure = await confirm({
      title: t('design.operations.deleteTitle'),
      text: t('design.operations.deleteText'),
      verb: t('design.operations.deed.delete'),
      danger: true,
    });
    if (sure)
      deed.mutate(() => client.call(deleteInstance, { params }), {
        onSuccess: () => go(operationsAddress(process, { tab: 'instances' })),
      });
  };
  const restart = (variables: 'initial' | 'last') =>
    deed.mutate(async () => {
      const started = await client.call(restartInstance, { params, body: { variables, version: 'latest' } });
      go(operatedInstanceAddress(process, started.id));
    });
  return (
    <>
      <span className={classes.about}>
        {t('ui.process.version', { version: item.process.version })} ·{' '}
        {item.startedBy
          ? t('ui.process.startedBy', { when: format.when(item.startedAt), who: item.startedBy.name })
          : t('ui.process.started', { when: format.when(item.startedAt) })}
      </span>
      <BarSpace />
      {item.callerId !== null && (
        <Button component={Link} href={operatedInstanceAddress(process, item.callerId)}>
          {t('design.operations.caller')}
        </Button>
      )}
      {item.status === 'active' && (
        <Button
          leftSection={<IconPlayerPause size={16} />}
          onClick={() => deed.mutate(() => client.call(suspendInstance, { params }))}
        >
          {t('design.operations.deed.suspend')}
        </Button>
      )}
      {item.status === 'suspended' && (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => deed.mutate(() => client.call(resumeInstance, { params }))}
        >
          {t('design.operations.deed.resume')}
        </Button>
      )}
      {ended && (
        <Button leftSection={<IconRefresh size={16} />} onClick={() => restart('initial')}>
          {t('design.operations.restart')}
        </Button>
      )}
      <MoreMenu>
        {!ended && (
          <Menu.Item component={Link} href={migrateAddress(process, item.process.version, [id])}>
            {t('design.operations.migrate')}
          </Menu.Item>
        )}
        {!ended && (
          <Menu.Item color="bad" onClick={() => void cancel()}>
            {t('design.operations.deed.cancel')}
          </Menu.Item>
        )}
        {ended && <Menu.Item onClick={() => restart('last')}>{t('design.operations.restartLast')}</Menu.Item>}
        {ended && (
          <Menu.Item color="bad" onClick={() => void remove()}>
            {t('design.operations.deed.delete')}
          </Menu.Item>
        )}
      </MoreMenu>
    </>
  );
}
