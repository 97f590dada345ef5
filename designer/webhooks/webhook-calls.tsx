/** The log of a webhook's calls: what happened, how the receiver answered each attempt; one is sent again from here. */
import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { type DeliveryItem, resendDelivery } from '#api/webhooks.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { DataTable } from '../kit/data-table.tsx';
import classes from './webhooks.module.css';
import { type CallState, deliveriesQuery, WEBHOOKS } from './webhooks-data.ts';

const STATES: readonly CallState[] = ['waiting', 'sent', 'failed', 'dropped'];
const TONES = { waiting: 'warn', sent: 'good', failed: 'bad', dropped: 'neutral' } as const;

export function WebhookCalls({ webhook }: { readonly webhook: string }) {
  const t = useText();
  const [state, setState] = useState<CallState | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const found = useInfiniteQuery(deliveriesQuery(useApi(), webhook, state));
  const calls = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section>
      <SegmentedControl
        size="xs"
        aria-label={t('design.webhooks.result')}
        value={state ?? ''}
        onChange={(value) => setState((value || null) as CallState | null)}
        data={[
          { value: '', label: t('design.webhooks.all') },
          ...STATES.map((value) => ({ value, label: t(`design.webhooks.call.${value}`) })),
        ]}
      />
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && calls.length === 0 && (
        <p className={classes.facts}>{t('design.webhooks.noDeliveries')}</p>
      )}
      {calls.length > 0 && (
        <DataTable
          tall
          head={
            <>
              <th scope="col">{t('design.webhooks.event')}</th>
              <th scope="col">{t('design.webhooks.when')}</th>
              <th scope="col">{t('design.webhooks.result')}</th>
              <th scope="col">{t('design.webhooks.attempts')}</th>
              <th aria-label={t('design.webhooks.resend')} />
            </>
          }
        >
          {calls.map((call) => (
            <Fragment key={call.id}>
              <CallLine
                webhook={webhook}
                call={call}
                open={opened === call.id}
                onOpen={(open) => setOpened(open ? call.id : null)}
              />
              {opened === call.id && <CallDetails call={call} />}
            </Fragment>
          ))}
        </DataTable>
      )}
      {found.hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void found.fetchNextPage()}>
          {t('design.webhooks.more')}
        </Button>
      )}
    </section>
  );
}

// helpers //////////

function CallLine({
  webhook,
  call: { id, type, state, createdAt, dueAt, attempts },
  open,
  onOpen,
}: {
  readonly webhook: string;
  readonly call: DeliveryItem;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const resend = useMutation({
    mutationFn: () => client.call(resendDelivery, { params: { key: webhook, id } }),
    onSuccess: () => toast(t('design.webhooks.resent')),
    onError: (error) => toast(problemText(error), { stay: true }),
    onSettled: () => void queries.invalidateQueries({ queryKey: WEBHOOKS }),
  });
  const last = attempts.at(-1);
  return (
    <tr>
      <td>
        <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => onOpen(!open)}>
          {type}
        </Button>
      </td>
      <td>{format.dateTime(createdAt)}</td>
      <td>
        <Pill small tone={TONES[state]}>
          {t(`design.webhooks.call.${state}`)}
        </Pill>{' '}
        {last?.status ?? ''}
        {dueAt !== null &&
          attempts.length > 0 &&
          ` · ${t('design.webhooks.next', { when: format.dateTime(dueAt) })}`}
      </td>
      <td>{format.number(attempts.length)}</td>
      <td>
        {state !== 'waiting' && (
          <Button
            variant="default"
            size="compact-sm"
            loading={resend.isPending}
            onClick={() => resend.mutate()}
          >
            {t('design.webhooks.resend')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function CallDetails({ call: { attempts, payload } }: { readonly call: DeliveryItem }) {
  const t = useText();
  const format = useFormat();
  return (
    <tr>
      <td colSpan={5}>
        {attempts.map(({ at, ms, status, error, answer }) => (
          <p key={at} className={classes.facts}>
            <strong>{status ?? t('design.webhooks.noAnswer')}</strong> ·{' '}
            {t('design.webhooks.attempt', { at: format.dateTime(at), ms: format.number(ms) })}
            {error !== null && ` · ${error}`}
            {answer !== '' && ` · ${t('design.webhooks.answer')}: ${answer}`}
          </p>
        ))}
        <pre className={classes.details}>{JSON.stringify(payload, null, 2)}</pre>
      </td>
    </tr>
  );
}
