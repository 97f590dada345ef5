/** Behind a page's title: whether the draft is saved, and since when. */
import { UnstyledButton } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useFormat, useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { useProblemText } from '#ui/problem.tsx';
import { useDraft, useDraftStore } from '../draft/draft.tsx';
import classes from './draft-mark.module.css';

export function DraftMark() {
  const t = useText();
  const format = useFormat();
  const phone = usePhone();
  const store = useDraftStore();
  const sentence = useProblemText();
  const { saving, savedAt, failure } = useDraft();
  if (saving === 'failed')
    return (
      <UnstyledButton className={classes.failed} role="alert" onClick={() => store.retry()}>
        <IconCloudOff size={16} aria-hidden />
        {t('design.draft.failed')} {!phone && sentence(failure)} {t('design.draft.again')}
      </UnstyledButton>
    );
  if (phone) return null;
  if (saving === 'saving')
    return (
      <span className={classes.mark}>
        <IconCloudUp size={16} aria-hidden /> <span>{t('design.draft.saving')}</span>
      </span>
    );
  if (!savedAt) return null;
  return (
    <span className={classes.mark}>
      <IconCloudCheck size={16} aria-hidden />
      <span>{t('design.draft.saved', { when: format.time(savedAt) })}</span>
    </span>
  );
}
