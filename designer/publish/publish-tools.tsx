/** In the top line of every page: how much is not published, what is wrong, Publish. */
import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { usePhone } from '#ui/phone.ts';
import { CHANGES, PROBLEMS } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import classes from './publish-tools.module.css';

export function PublishTools() {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const { position } = useDraft();
  const problems = useProblems();
  const [asked, setAsked] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const Mark = errors > 0 ? IconCircleX : IconAlertTriangle;
  return (
    <span className={classes.tools}>
      {problems.length > 0 && (
        <Tooltip label={t('design.problem.count', { count: problems.length })}>
          <UnstyledButton
            className={classes.problems}
            data-errors={errors > 0}
            aria-label={t('design.problem.count', { count: problems.length })}
            onClick={() => go(PROBLEMS)}
          >
            <Mark size={16} aria-hidden />
            {problems.length}
          </UnstyledButton>
        </Tooltip>
      )}
      {position > 0 && !phone && (
        <UnstyledButton className={classes.changes} onClick={() => go(CHANGES)}>
          {t('design.publish.unpublished', { count: position })}
        </UnstyledButton>
      )}
      <Button
        variant="filled"
        leftSection={<IconRocket size={16} />}
        disabled={position === 0}
        onClick={() => setAsked(true)}
      >
        {t('design.publish.verb')}
      </Button>
      {asked && <PublishDialog onClose={() => setAsked(false)} />}
    </span>
  );
}
