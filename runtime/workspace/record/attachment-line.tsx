/** One attached file: what it is, who put it there, its versions; pictures open in place, everything else is downloaded. */
import { ActionIcon, FileButton, Menu, Modal, UnstyledButton } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconFile,
  IconHistory,
  IconPhoto,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Attachment, AttachmentVersion } from '#api/attachments.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import classes from './attachment-line.module.css';

export interface AttachmentLineProps {
  readonly attachment: Attachment;
  readonly mayChange: boolean;
  readonly onReplace: (file: File) => void;
  readonly onBringBack: (number: number) => void;
  readonly onRemove: (name: string) => void;
}

/** Formats the server lets a browser show within the page. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const hrefOf = ({ file }: AttachmentVersion) => `/api/files/${file.id}`;

export function AttachmentLine({
  attachment,
  mayChange,
  onReplace,
  onBringBack,
  onRemove,
}: AttachmentLineProps) {
  const t = useText();
  const phone = usePhone();
  const forget = useRef<() => void>(null);
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(false);
  const [present, ...earlier] = attachment.versions;
  if (!present) return null;
  const picture = PICTURES.has(present.file.type);
  const Mark = picture ? IconPhoto : IconFile;
  return (
    <li className={classes.line}>
      <div className={classes.present}>
        <span className={classes.mark}>
          {picture ? <img src={hrefOf(present)} alt="" loading="lazy" /> : <Mark size={18} aria-hidden />}
        </span>
        <div className={classes.body}>
          {picture ? (
            <UnstyledButton className={classes.name} onClick={() => setShown(true)}>
              {present.file.name}
            </UnstyledButton>
          ) : (
            <a className={classes.name} href={hrefOf(present)} download={present.file.name}>
              {present.file.name}
            </a>
          )}
          <Facts version={present} />
        </div>
        {earlier.length > 0 && (
          <UnstyledButton className={classes.versions} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('record.files.version', { number: present.number })}
          </UnstyledButton>
        )}
        <FileButton
          resetRef={forget}
          onChange={(file) => {
            if (file) onReplace(file);
            forget.current?.();
          }}
        >
          {(button) => (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon
                  size={phone ? 44 : 28}
                  aria-label={t('record.files.more', { name: present.file.name })}
                >
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  component="a"
                  href={hrefOf(present)}
                  download={present.file.name}
                  leftSection={<IconDownload size={16} />}
                >
                  {t('record.files.download')}
                </Menu.Item>
                {mayChange && (
                  <Menu.Item leftSection={<IconUpload size={16} />} onClick={button.onClick}>
                    {t('record.files.replace')}
                  </Menu.Item>
                )}
                {earlier.length > 0 && (
                  <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => setOpen(!open)}>
                    {t('record.files.earlier')}
                  </Menu.Item>
                )}
                {mayChange && (
                  <Menu.Item
                    color="bad"
                    leftSection={<IconTrash size={16} />}
                    onClick={() => onRemove(present.file.name)}
                  >
                    {t('record.files.remove')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </FileButton>
      </div>
      {open && (
        <ol className={classes.earlier}>
          {earlier.map((version) => (
            <li key={version.number}>
              <span className={classes.number}>{t('record.files.version', { number: version.number })}</span>
              <div className={classes.body}>
                <a className={classes.name} href={hrefOf(version)} download={version.file.name}>
                  {version.file.name}
                </a>
                <Facts version={version} />
              </div>
              {mayChange && (
                <UnstyledButton className={classes.versions} onClick={() => onBringBack(version.number)}>
                  {t('record.files.bringBack')}
                </UnstyledButton>
              )}
            </li>
          ))}
        </ol>
      )}
      {shown && (
        <Modal opened size="xl" onClose={() => setShown(false)} title={present.file.name}>
          <img className={classes.picture} src={hrefOf(present)} alt={present.file.name} />
        </Modal>
      )}
    </li>
  );
}

// helpers //////////

function Facts({ version: { at, who, file } }: { readonly version: AttachmentVersion }) {
  const format = useFormat();
  return (
    <span className={classes.facts} title={`SHA-256 ${file.sha256}`}>
      {[format.bytes(file.size), who, format.when(at)].filter(Boolean).join(' · ')}
    </span>
  );
}
