/** What publishing would do, in words first, then what the database does; a note; and the deed. */
import { Button, CloseButton, Modal, Skeleton, Textarea } from '@mantine/core';
import { IconDatabase, IconInfoCircle, IconRocket, IconRotate } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Problem } from '#api/client.ts';
import { type PlannedChangeReply, planDraft, publishDraft } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { problemAddress, RELEASES } from '../draft/addresses.ts';
import { useDraftStore } from '../draft/draft.tsx';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import { ChangeLine } from '../kit/change-line.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords, useWords } from '../kit/words.ts';
import { groupsOf } from './change-groups.ts';
import classes from './publish-dialog.module.css';

export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const problemWords = useProblemWords();
  const titleOf = useDefinitionTitle();
  const go = useGo();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const store = useDraftStore();
  const sentence = useProblemText();
  const [note, setNote] = useState('');
  const plan = useQuery({
    queryKey: ['draft', 'plan', store.view().position, store.view().savedAt],
    queryFn: async () => {
      await store.settled();
      return client.call(planDraft);
    },
    gcTime: 0,
    staleTime: 0,
  });
  const publish = useMutation({
    mutationFn: async (base: number) => {
      await store.settled();
      return client.call(publishDraft, { body: { note, base } });
    },
    onSuccess: async ({ release }) => {
      await store.load();
      void queries.invalidateQueries();
      onClose();
      toast(t('design.publish.done', { number: release }), {
        action: { label: t('design.nav.releases'), run: () => go(RELEASES) },
      });
    },
  });
  const problems = plan.data?.problems ?? [];
  const blocked = problems.some(({ severity }) => severity === 'error');
  const { data } = plan;
  return (
    <Modal
      opened
      onClose={onClose}
      size={1060}
      yOffset="4vh"
      padding={0}
      withCloseButton={false}
      fullScreen={phone}
    >
      <div className={classes.head}>
        <span className={classes.mark} aria-hidden>
          <IconRocket size={18} />
        </span>
        <div className={classes.names}>
          <Modal.Title className={classes.title}>
            {data ? t('design.publish.title', { number: data.next }) : t('design.publish.verb')}
          </Modal.Title>
          {data && (
            <p className={classes.sub}>
              {t('design.publish.sub', { count: data.changes.length, number: data.base })}
            </p>
          )}
        </div>
        <CloseButton onClick={onClose} aria-label={t('design.close')} />
      </div>
      <div className={classes.body}>
        <div className={classes.changes}>
          {plan.isPending && <Waiting />}
          {plan.error && <ProblemNotice error={plan.error} onRetry={() => void plan.refetch()} />}
          {data && <Changes changes={data.changes} />}
          {data && <Database changes={data.changes} />}
          {data && (
            <p className={classes.rollback}>
              <IconRotate size={16} aria-hidden /> {t('design.publish.rollback')}
            </p>
          )}
        </div>
        <div className={classes.side}>
          <h3 className={classes.part}>{t('design.publish.checks')}</h3>
          {data && problems.length === 0 && <p className={classes.good}>{t('design.publish.noProblems')}</p>}
          <div className={classes.problems}>
            {problems.map((problem) => (
              <ProblemLine
                key={`${problem.definition} ${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
                severity={problem.severity}
                message={problemWords(problem)}
                where={titleOf(problem.definition)}
                onOpen={() => {
                  onClose();
                  go(problemAddress(problem));
                }}
              />
            ))}
          </div>
          <Textarea
            label={t('design.publish.note')}
            description={t('design.publish.noteHelp')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            minRows={3}
            maxRows={8}
            data-autofocus
          />
          {publish.error && (
            <div role="alert" className={classes.refused}>
              {sentence(publish.error)}
              {publish.error instanceof Problem &&
                publish.error.errors.map(({ path, message }) => <div key={path + message}>{message}</div>)}
            </div>
          )}
        </div>
      </div>
      <div className={classes.foot}>
        <span className={classes.space} />
        <Button onClick={onClose}>{t('design.publish.keep')}</Button>
        <Button
          variant="filled"
          leftSection={<IconRocket size={16} />}
          disabled={!data || blocked || data.changes.length === 0}
          loading={publish.isPending}
          onClick={() => data && publish.mutate(data.base)}
        >
          {data ? t('design.publish.deed', { number: data.next }) : t('design.publish.verb')}
        </Button>
      </div>
    </Modal>
  );
}

// helpers //////////

function Waiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t('design.publish.planning')} className={classes.waiting}>
      <Skeleton height={18} width={140} />
      <Skeleton height={64} />
      <Skeleton height={64} />
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly PlannedChangeReply[] }) {
  const t = useText();
  const say = useWords();
  return groupsOf(changes).map(({ key, items }) => (
    <section key={key}>
      <h3 className={classes.part}>
        {t(`design.publish.group.${key}`)}
        <span className={classes.count}>{t('design.publish.changes', { count: items.length })}</span>
      </h3>
      <div className={classes.card}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the plan does not change while it is shown
          <ChangeLine key={at} words={item.words}>
            {item.consequences.map((consequence) => (
              <Consequence key={consequence.code} severity={consequence.severity}>
                {say(consequence)}
              </Consequence>
            ))}
          </ChangeLine>
        ))}
      </div>
    </section>
  ));
}

function Consequence({
  severity,
  children,
}: {
  readonly severity: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
}) {
  return (
    <p className={classes.consequence} data-severity={severity}>
      <IconInfoCircle size={15} aria-hidden />
      {children}
    </p>
  );
}

function Database({ changes }: { readonly changes: readonly PlannedChangeReply[] }) {
  const t = useText();
  const statements = changes.flatMap(({ sql }) => sql);
  if (statements.length === 0) return null;
  return (
    <section>
      <h3 className={classes.part}>
        <IconDatabase size={16} aria-hidden /> {t('design.publish.database')}
        <span className={classes.count}>{t('design.publish.statements', { count: statements.length })}</span>
      </h3>
      <pre className={classes.sql}>{statements.map((sql) => `${sql};`).join('\n')}</pre>
    </section>
  );
}
