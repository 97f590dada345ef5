/** Where a trial stands: what waits and can be done, variables, what would be written, and its story. */
import { NativeSelect } from '@mantine/core';
import { textOf } from '#metadata/label.ts';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { AskedCard } from './asked-card.tsx';
import { isMadeUp } from './samples.ts';
import { SendPanel } from './send-panel.tsx';
import type { Waiting } from './standing.ts';
import { useTelling } from './steps-panel.tsx';
import { variablesOf } from './story.ts';
import classes from './trial.module.css';
import type { TrialModels } from './trial-models.ts';
import type { Trial } from './trial-run.ts';
import type { TrialHandle } from './use-trial.ts';
import { VariablesPanel } from './variables-panel.tsx';
import { WaitingCard } from './waiting-card.tsx';

export function TrialState({
  handle,
  models,
  trial,
  waiting,
  open,
  onOpen,
  instance,
  onInstance,
  env,
}: {
  readonly handle: TrialHandle;
  readonly models: TrialModels;
  readonly trial: Trial;
  readonly waiting: readonly Waiting[];
  readonly open: Waiting | undefined;
  readonly onOpen: (id: string) => void;
  readonly instance: string | null;
  readonly onInstance: (id: string) => void;
  readonly env: { readonly now: number; readonly zone: string };
}) {
  const t = useText();
  const text = useLabelText();
  const { language } = useLanguage();
  const telling = useTelling(trial, env);
  const { simulation, samples, asked } = trial;
  const { registry } = models;
  const instances = [...simulation.instances.values()];
  const state = instance === null ? undefined : simulation.instances.get(instance);
  const running = instances.some(({ endedAt }) => endedAt === undefined);
  const titleOf = (entity: string, id: string) => {
    const name = text(registry.entities.get(entity)?.label, entity);
    const title = samples.get(`${entity}:${id}`)?.values.name;
    if (title) return `${name} · ${textOf(String(title), language, '')}`;
    return isMadeUp(id) ? t('design.trial.madeUp', { name }) : name;
  };
  return (
    <PanelBody>
      {trial.refused && <Refusal trial={trial} env={env} />}
      {asked?.kind === 'person' && asked.question.kind !== 'record' && (
        <div className={classes.part}>
          <AskedCard
            key={`${trial.steps.length} ${asked.question.key}`}
            question={asked.question}
            element={asked.question.execution.elementName ?? asked.question.execution.element}
            env={env}
            onAnswer={handle.answer}
          />
        </div>
      )}
      {!running && !asked && (
        <p className={classes.verdict} role="status">
          {t('design.trial.ended')}
        </p>
      )}
      {waiting.length > 0 && (
        <Section title={t('design.trial.waiting')} note={waiting.length}>
          <div className={classes.cards}>
            {waiting.slice(0, MOST_CARDS).map((one) => (
              <WaitingCard
                key={one.id}
                waiting={one}
                trial={trial}
                models={models}
                env={env}
                open={one.id === open?.id && asked === null}
                onOpen={() => onOpen(one.id)}
                onDeed={handle.make}
              />
            ))}
            {waiting.length > MOST_CARDS && (
              <p className={classes.hint}>
                {t('design.trial.moreWaiting', { count: waiting.length - MOST_CARDS })}
              </p>
            )}
          </div>
        </Section>
      )}
      {instances.length > 1 && (
        <div className={classes.part}>
          <NativeSelect
            label={t('design.trial.instance')}
            value={instance ?? ''}
            data={instances.map(({ id, definition, endedAt }, at) => ({
              value: id,
              label: `${at + 1}. ${processName(simulation, definition, language)}${endedAt === undefined ? '' : ` · ${t('design.trial.over')}`}`,
            }))}
            onChange={(event) => onInstance(event.currentTarget.value)}
          />
        </div>
      )}
      {instance !== null && state && (
        <VariablesPanel
          key={`${instance} ${trial.steps.length}`}
          variables={variablesOf(simulation, instance, trial.steps.at(-1))}
          env={env}
          titleOf={titleOf}
          onSet={
            state.endedAt === undefined
              ? (variables) =>
                  handle.make({
                    deed: 'command',
                    instance,
                    element: '',
                    command: { type: 'setVariables', variables },
                  })
              : null
          }
        />
      )}
      <Written trial={trial} telling={telling} />
      <SendPanel env={env} onDeed={handle.make} />
    </PanelBody>
  );
}

/** Why the last deed was refused, in a sentence. */
export function Refusal({
  trial,
  env,
}: {
  readonly trial: Trial;
  readonly env: { now: number; zone: string };
}) {
  const telling = useTelling(trial, env);
  if (!trial.refused) return null;
  return (
    <p className={classes.verdict} data-bad role="alert">
      {telling.failure(trial.refused)}
    </p>
  );
}

// helpers //////////

/** Of a loop with thousands of turns the first are enough to go on. */
const MOST_CARDS = 40;

function Written({
  trial,
  telling,
}: {
  readonly trial: Trial;
  readonly telling: ReturnType<typeof useTelling>;
}) {
  const t = useText();
  const writes = trial.steps.flatMap((step) => step.writes);
  if (writes.length === 0) return null;
  return (
    <Section title={t('design.trial.written')} note={writes.length}>
      <ul className={classes.written}>
        {writes.map((write, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: in the order they came
          <li key={at}>{telling.write(write)}</li>
        ))}
      </ul>
    </Section>
  );
}

function processName(simulation: Trial['simulation'], ref: string, language: string): string {
  const process = simulation.definitions.find((one) => one.ref === ref)?.process;
  return process?.root.labels?.[language] ?? process?.name ?? process?.key ?? ref;
}
