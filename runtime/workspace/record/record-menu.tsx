/** What else can be done with a record, behind the three dots of its head. */
import { Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import {
  IconBan,
  IconHelpCircle,
  IconLink,
  IconTransform,
  IconTrash,
  IconUserOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { accessTo, useModel } from '#ui/model.ts';
import { MoreMenu } from '#ui/more-menu.tsx';
import { usePhone } from '#ui/phone.ts';
import { recordHref } from '#ui/records.ts';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { AnonymiseDialog } from './anonymise-dialog.tsx';
import { ChangeType } from './change-type.tsx';
import { useDeleteRecord } from './use-delete-record.ts';
import { WhyDialog } from './why-dialog.tsx';

export interface RecordMenuProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  /** It is a document that can't be changed. */
  readonly locked: boolean;
  /** Cancels the document; null where that is not to be done. */
  readonly onCancel: (() => void) | null;
}

export function RecordMenu({ entity, record, locked, onCancel }: RecordMenuProps) {
  const t = useText();
  const me = useMe();
  const phone = usePhone();
  const clipboard = useClipboard();
  const [opened, open] = useState<'type' | 'anonymise' | 'why' | null>(null);
  const access = accessTo(useModel(), entity.key);
  const remove = useDeleteRecord(entity);
  const anonymised =
    me.may.includes('manage_people') &&
    access.edit !== 'none' &&
    access.delete !== 'none' &&
    [...entity.fields.values()].some((field) => field.personal && !field.kept);
  return (
    <>
      <MoreMenu size={phone ? 44 : 32}>
        <Menu.Item
          leftSection={<IconLink size={16} />}
          onClick={() => {
            clipboard.copy(location.origin + recordHref(entity.key, record.id));
            toast(t('record.linkCopied'));
          }}
        >
          {t('record.copyLink')}
        </Menu.Item>
        {onCancel && (
          <Menu.Item leftSection={<IconBan size={16} />} onClick={onCancel}>
            {t('record.document.cancel')}
          </Menu.Item>
        )}
        {entity.types && access.edit !== 'none' && !locked && (
          <Menu.Item leftSection={<IconTransform size={16} />} onClick={() => open('type')}>
            {t('record.type.title')}
          </Menu.Item>
        )}
        {anonymised && (
          <Menu.Item leftSection={<IconUserOff size={16} />} onClick={() => open('anonymise')}>
            {t('record.anonymise.menu')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHelpCircle size={16} />} onClick={() => open('why')}>
          {t('record.why.menu')}
        </Menu.Item>
        {access.delete !== 'none' && !locked && (
          <Menu.Item color="bad" leftSection={<IconTrash size={16} />} onClick={() => remove(record)}>
            {t('record.delete')}
          </Menu.Item>
        )}
      </MoreMenu>
      {opened === 'type' && <ChangeType entity={entity} record={record} onClose={() => open(null)} />}
      {opened === 'why' && <WhyDialog entity={entity} record={record} onClose={() => open(null)} />}
      {opened === 'anonymise' && (
        <AnonymiseDialog entity={entity} record={record} onClose={() => open(null)} />
      )}
    </>
  );
}
