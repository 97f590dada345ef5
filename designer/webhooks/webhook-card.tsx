/** One webhook: its state and figures, switched on and off and tested from here; opened with its settings and calls. */
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rotateWebhook, switchWebhook, testWebhook, type WebhookItem } from '#api/webhooks.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Pill } from '#ui/pill.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { WebhookCalls } from './webhook-calls.tsx';
import { WebhookSettings } from './webhook-settings.tsx';
import classes from './webhooks.module.css';
import { WEBHOOKS } from './webhooks-data.ts';

const TONES = { on: 'good', off: 'neutral', paused: 'bad' } as const;

export function WebhookCard({
  webhook,
  open,
  onOpen,
}: {
  readonly webhook: WebhookItem;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const client = useApi();
  const confirm = useConfirm();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const { key, state, about, url, sent, failed, waiting, lastAt, reason, failingSince } = webhook;
  const name = text(webhook.label ?? undefined, key);
  const settled = () => void queries.invalidateQueries({ queryKey: WEBHOOKS });
  const told = (error: unknown) => toast(problemText(error), { stay: true });
  const toggle = useMutation({
    mutationFn: (on: boolean) => client.call(switchWebhook, { params: { key }, body: { on } }),
    onSuccess: (made) => setSecret(made.secret),
    onError: told,
    onSettled: settled,
  });
  const rotate = useMutation({
    mutationFn: () => client.call(rotateWebhook, { params: { key } }),
    onSuccess: (made) => setSecret(made.secret),
    onError: told,
    onSettled: settled,
  });
  const test = useMutation({
    mutationFn: () => client.call(testWebhook, { params: { key } }),
    onSuccess: ({ status, ms, error }) =>
      toast(
        error === null
          ? t('design.webhooks.testOk', { status: String(status), ms: format.number(ms) })
          : t('design.webhooks.testFailed', { error }),
        { stay: error !== null },
      ),
    onError: told,
  });
  const off = async () => {
    const sure = await confirm({
      title: t('design.webhooks.switchOff'),
      text: t('design.webhooks.offText'),
      verb: t('design.webhooks.switchOff'),
    });
    if (sure) toggle.mutate(false);
  };
  const designs = useMe().may.includes('design');
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <ActionIcon variant="subtle" aria-expanded={open} aria-label={name} onClick={() => onOpen(!open)}>
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </ActionIcon>
        <div className={classes.name}>
          <h3 className={classes.title}>{name}</h3>
          <p className={classes.facts}>
            {[about, url].filter(Boolean).join(' → ')}
            <br />
            {[
              `${t('design.webhooks.sent')}: ${format.number(sent)}`,
              `${t('design.webhooks.failed')}: ${format.number(failed)}`,
              `${t('design.webhooks.waiting')}: ${format.number(waiting)}`,
              lastAt && `${t('design.webhooks.last')}: ${format.when(lastAt)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Pill tone={TONES[state]}>{t(`design.webhooks.state.${state}`)}</Pill>
        {webhook.signed && (
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('design.webhooks.test')}
          </Button>
        )}
        {designs &&
          (state === 'on' ? (
            <Button variant="default" loading={toggle.isPending} onClick={() => void off()}>
              {t('design.webhooks.switchOff')}
            </Button>
          ) : (
            <Button loading={toggle.isPending} onClick={() => toggle.mutate(true)}>
              {t('design.webhooks.switchOn')}
            </Button>
          ))}
      </div>
      {(reason ?? failingSince) !== null && (
        <p className={classes.reason}>
          {reason ?? t('design.webhooks.since', { at: format.dateTime(failingSince!) })}
        </p>
      )}
      {secret !== null && <NewKey secret={secret} onDone={() => setSecret(null)} />}
      {open && (
        <div className={classes.body}>
          {designs && (
            <WebhookSettings webhook={webhook} onRotate={() => rotate.mutate()} rotating={rotate.isPending} />
          )}
          <WebhookCalls webhook={key} />
        </div>
      )}
    </li>
  );
}

// helpers //////////

function NewKey({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const t = useText();
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast(t('design.webhooks.copied'));
  };
  return (
    <div className={classes.key}>
      <span>{t('design.webhooks.keyOnce')}</span>
      <code>{secret}</code>
      <Button variant="default" size="xs" onClick={() => void copy()}>
        {t('design.webhooks.copy')}
      </Button>
      <Button size="xs" onClick={onDone}>
        {t('design.webhooks.done')}
      </Button>
    </div>
  );
}
