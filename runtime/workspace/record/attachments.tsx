/** Files attached to a record: dropped or chosen, opened, replaced by new versions, earlier ones brought back. */
import { Button, FileButton, Skeleton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { AttachmentLine } from './attachment-line.tsx';
import classes from './attachments.module.css';
import { useAttachmentDeeds, useAttachmentList } from './use-attachments.ts';

export function Attachments({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const found = useAttachmentList(entity, id);
  const deeds = useAttachmentDeeds(entity, id);
  const [over, setOver] = useState(false);
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={140} mt="md" />;
  const { items, mayChange } = found.data;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) deeds.attach(files);
  };
  const add = (
    <FileButton multiple onChange={(files) => files.length > 0 && deeds.attach(files)}>
      {(button) => (
        <Button {...button} leftSection={<IconPaperclip size={16} />} loading={deeds.busy}>
          {t('record.files.add')}
        </Button>
      )}
    </FileButton>
  );
  return (
    <section
      className={classes.files}
      data-over={over}
      aria-label={t('record.tab.files')}
      onDragOver={(event) => {
        if (!mayChange) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => mayChange && drop(event)}
    >
      {items.length === 0 ? (
        <EmptyState
          small
          title={t('record.files.none')}
          text={mayChange ? t('record.files.drop') : undefined}
          action={mayChange ? add : undefined}
        />
      ) : (
        <>
          <ul>
            {items.map((attachment) => (
              <AttachmentLine
                key={attachment.id}
                attachment={attachment}
                mayChange={mayChange}
                onReplace={(file) => deeds.replace({ attachment: attachment.id, file })}
                onBringBack={(number) => deeds.bringBack({ attachment: attachment.id, number })}
                onRemove={(name) => deeds.remove({ attachment: attachment.id, name })}
              />
            ))}
          </ul>
          {mayChange && (
            <div className={classes.foot}>
              {add}
              <span className={classes.hint}>{t('record.files.drop')}</span>
            </div>
          )}
        </>
      )}
    </section>
  );
}
