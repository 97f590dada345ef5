/** What the task is, by when, in which process; and handing it on, giving it back, looking at it later. */
import { ActionIcon, Button, Menu, Modal, Tooltip } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconClock, IconEye, IconFlag, IconGitMerge, IconLink, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import type { TaskDetail } from '#api/tasks.ts';
import { dueTone } from '#ui/due.tsx';
import { ControlsProvider } from '#ui/form.tsx';

import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { MoreMenu } from '#ui/more-menu.tsx';
import { PersonSelect } from '#ui/person-select.tsx';
import { Pill } from '#ui/pill.tsx';
import { toast } from '#ui/toast.tsx';
import { FollowUp } from './follow-up.tsx';
import { useDelegate, usePlan, useUnclaim } from './task-data.ts';
import classes from './task-head.module.css';
import { isHigh } from './task-priority.ts';

export function TaskHead({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const { item, may } = task;
  const clipboard = useClipboard();
  const [delegating, delegation] = useDisclosure();
  const unclaim = useUnclaim(item.id);
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h2 className={classes.title}>{item.name}</h2>
        {isHigh(item) && (
          <Pill tone="bad">
            <IconFlag aria-hidden />
            {t('inbox.priority.high')}
          </Pill>
        )}
        <span className={classes.space} />
        <Tooltip label={t('inbox.copyLink')}>
          <ActionIcon
            aria-label={t('inbox.copyLink')}
            onClick={() => {
              clipboard.copy(`${location.origin}/inbox?task=${encodeURIComponent(item.id)}`);
              toast(t('inbox.linkCopied'));
            }}
          >
            <IconLink size={18} />
          </ActionIcon>
        </Tooltip>
        {may.delegate && (
          <Tooltip label={t('inbox.delegate.title')}>
            <ActionIcon aria-label={t('inbox.delegate.title')} onClick={delegation.open}>
              <IconUserShare size={18} />
            </ActionIcon>
          </Tooltip>
        )}
        <MoreMenu>
          <Menu.Item component={Link} href={`/instances/${item.process.instanceId}`}>
            {t('inbox.openProcess')}
          </Menu.Item>
          {may.unclaim && <Menu.Item onClick={() => unclaim.mutate({})}>{t('inbox.unclaim')}</Menu.Item>}
        </MoreMenu>
      </div>
      <Facts task={task} />
      <Delegation id={item.id} opened={delegating} onClose={delegation.close} />
    </header>
  );
}

// helpers //////////

function Facts({ task: { item, may } }: { readonly task: TaskDetail }) {
  const t = useText();
  const format = useFormat();
  const plan = usePlan(item.id);
  return (
    <div className={classes.facts}>
      {item.dueAt && (
        <span className={classes.due} data-tone={dueTone(item.dueAt, format.now())}>
          <IconClock size={14} aria-hidden />
          {dueText(item.dueAt)}
        </span>
      )}
      <Link href={`/instances/${item.process.instanceId}`} className={classes.fact}>
        <IconGitMerge size={14} aria-hidden />
        {item.process.name}
      </Link>
      {may.complete && (
        <FollowUp
          value={item.followUpAt}
          onChange={(followUpAt) => plan.mutate({ followUpAt })}
          icon={<IconEye size={14} aria-hidden />}
        />
      )}
    </div>
  );

  function dueText(dueAt: string): string {
    const left = Date.parse(dueAt) - format.now();
    const when = format.dayOf(dueAt) === format.dayOf() ? format.when(dueAt) : format.dateTime(dueAt);
    if (left < 0) return t('inbox.due.late', { when, span: format.span(-left) });
    return t('inbox.due.left', { when, span: format.span(left) });
  }
}

function Delegation({
  id,
  opened,
  onClose,
}: {
  readonly id: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [person, setPerson] = useState<{ id: string; title?: string | null } | null>(null);
  const delegate = useDelegate(id);
  return (
    <Modal opened={opened} onClose={onClose} title={t('inbox.delegate.title')}>
      <ControlsProvider>
        <PersonSelect label={t('inbox.delegate.to')} value={person} onChange={setPerson} />
      </ControlsProvider>
      <p className={classes.hint}>{t('inbox.delegate.text')}</p>
      <div className={classes.buttons}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('ui.action.cancel')}
        </Button>
        <Button
          variant="filled"
          disabled={!person}
          loading={delegate.isPending}
          onClick={() =>
            person &&
            delegate.mutate(
              { person: person.id },
              {
                onSuccess: () => {
                  onClose();
                  toast(t('inbox.delegate.done', { name: person.title ?? '' }));
                },
              },
            )
          }
        >
          {t('inbox.delegate.submit')}
        </Button>
      </div>
    </Modal>
  );
}
