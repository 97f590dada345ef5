/**
 * What a release would do before it is made: changes in words with their consequences, problems, a note. What is lost is confirmed by
 * typing how much it is. Publishing a draft, rolling back, installing and taking away a solution stand on it.
 */

import { Button, CloseButton, Modal, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconRotate } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Problem } from '#api/client.ts';
import type { PlanReply } from '#api/metadata.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { toast } from '#ui/toast.tsx';
import { problemAddress, RELEASES } from '../../draft/addresses.ts';
import { useDraftStore } from '../../draft/draft.tsx';
import { useDefinitionTitle } from '../../draft/use-definition-title.ts';
import { NamedMark } from '../named-mark.tsx';
import { ProblemLine } from '../problem-line.tsx';
import { useProblemWords } from '../words.ts';
import { isConfirmed, lossesOf } from './losses.ts';
import { PlanChanges, PlanWaiting } from './plan-changes.tsx';
import classes from './plan-dialog.module.css';

export interface PlanDialogProps<Plan extends PlanReply> {
  /** What the plan is cached by while the dialog is open. */
  readonly planKey: readonly unknown[];
  readonly plan: () => Promise<Plan>;
  readonly perform: (plan: Plan, note: string) => Promise<{ readonly release: number }>;
  readonly icon: ReactNode;
  readonly title: (plan: Plan | undefined) => string;
  readonly sub: (plan: Plan) => string;
  readonly verb: (plan: Plan | undefined) => string;
  /** What is decided before the changes are read; it stands above them. */
  readonly before?: (plan: Plan) => ReactNode;
  /** How the dialog is left without doing it. */
  readonly keep: string;
  readonly onClose: () => void;
}

export function PlanDialog<Plan extends PlanReply>({
  planKey,
  plan: load,
  perform,
  icon,
  title,
  sub,
  verb,
  before,
  keep,
  onClose,
}: PlanDialogProps<Plan>) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const queries = useQueryClient();
  const store = useDraftStore();
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const plan = useQuery({
    queryKey: planKey,
    queryFn: load,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  const deed = useMutation({
    mutationFn: (made: Plan) => perform(made, note),
    onSuccess: async ({ release }) => {
      await store.load();
      void queries.invalidateQueries();
      onClose();
      toast(t('design.publish.done', { number: release }), {
        action: { label: t('design.nav.releases'), run: () => go(RELEASES) },
      });
    },
  });
  const { data } = plan;
  const blocked = data?.problems.some(({ severity }) => severity === 'error') ?? true;
  const losses = lossesOf(data?.changes ?? []);
  const ready =
    data !== undefined &&
    !plan.isPlaceholderData &&
    !blocked &&
    data.changes.length > 0 &&
    isConfirmed(losses, typed);
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
        <NamedMark icon={icon}>
          <Modal.Title className={classes.title}>{title(data)}</Modal.Title>
          {data && <p className={classes.sub}>{sub(data)}</p>}
        </NamedMark>
        <CloseButton onClick={onClose} aria-label={t('design.close')} />
      </div>
      <div className={classes.body}>
        <Scrolled className={classes.changes}>
          {plan.isPending && <PlanWaiting />}
          {plan.error && <ProblemNotice error={plan.error} onRetry={() => void plan.refetch()} />}
          {data && before?.(data)}
          {data && <PlanChanges changes={data.changes} />}
          {data?.changes.length === 0 && <p className={classes.sub}>{t('design.publish.nothing')}</p>}
          {data && (
            <p className={classes.rollback}>
              <IconRotate size={16} aria-hidden /> {t('design.publish.rollback')}
            </p>
          )}
        </Scrolled>
        <div className={classes.side}>
          {data && <Checks plan={data} onOpen={onClose} />}
          {data && !blocked && losses.count > 0 && (
            <Confirm count={losses.count} typed={typed} onType={setTyped} />
          )}
          <Textarea
            label={t('design.publish.note')}
            description={t('design.publish.noteHelp')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            minRows={3}
            maxRows={8}
            data-autofocus
          />
          {deed.error && <Refused error={deed.error} />}
        </div>
      </div>
      <div className={classes.foot}>
        <span className={classes.space} />
        <Button onClick={onClose}>{keep}</Button>
        <Button
          variant="filled"
          color={losses.count > 0 ? 'bad' : undefined}
          leftSection={icon}
          disabled={!ready}
          loading={deed.isPending}
          onClick={() => data && deed.mutate(data)}
        >
          {verb(data)}
        </Button>
      </div>
    </Modal>
  );
}

// helpers //////////

function Checks({ plan: { problems }, onOpen }: { readonly plan: PlanReply; readonly onOpen: () => void }) {
  const t = useText();
  const go = useGo();
  const words = useProblemWords();
  const titleOf = useDefinitionTitle();
  return (
    <>
      <h3 className={classes.part}>{t('design.publish.checks')}</h3>
      {problems.length === 0 && <p className={classes.good}>{t('design.publish.noProblems')}</p>}
      <div className={classes.problems}>
        {problems.map((problem) => (
          <ProblemLine
            key={`${problem.definition} ${problem.path?.join('.')} ${problem.elementId} ${problem.message}`}
            severity={problem.severity}
            message={words(problem)}
            where={titleOf(problem.definition)}
            onOpen={() => {
              onOpen();
              go(problemAddress(problem));
            }}
          />
        ))}
      </div>
    </>
  );
}

function Confirm({
  count,
  typed,
  onType,
}: {
  readonly count: number;
  readonly typed: string;
  readonly onType: (text: string) => void;
}) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={classes.losses}>
      <p>
        <IconAlertTriangle size={16} aria-hidden />
        {t('design.publish.losses', { count, number: format.number(count) })}
      </p>
      <TextInput
        label={t('design.publish.lossesConfirm', { number: format.number(count) })}
        inputMode="numeric"
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const sentence = useProblemText();
  return (
    <div role="alert" className={classes.refused}>
      {sentence(error)}
      {error instanceof Problem &&
        error.errors.map(({ path, message }) => <div key={path + message}>{message}</div>)}
    </div>
  );
}
