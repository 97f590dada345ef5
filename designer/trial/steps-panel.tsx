/** The steps of a trial in plain words; a press goes back to one, or on to one that was taken back. */
import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { nameIn } from '#engine/name-in.ts';
import type { Element } from '#engine/process.ts';
import type { Env } from '#metadata/expression.ts';
import { useFormat, useLanguage, useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { stateText } from '../kit/feel-value.ts';
import { UnderTitle } from '../kit/under-title.tsx';
import { useElementName } from './names.ts';
import { type StoryLine, storyOf } from './story.ts';
import classes from './trial.module.css';
import type { Trial, TrialDeed } from './trial-run.ts';

export interface StepsPanelProps {
  readonly trial: Trial;
  readonly env: Env;
  readonly onGo: (position: number) => void;
}

export function StepsPanel({ trial, env, onGo }: StepsPanelProps) {
  const t = useText();
  const format = useFormat();
  const last = useRef<HTMLLIElement>(null);
  const { steps, simulation } = trial;
  const telling = useTelling(trial, env);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step is seen as it comes
  useEffect(() => {
    last.current?.scrollIntoView({ block: 'nearest' });
  }, [steps.length]);
  return (
    <section aria-label={t('design.trial.steps')} className={classes.steps}>
      <UnderTitle title={t('design.trial.steps')} count={steps.length} note={t('design.trial.stepsHelp')} />
      <ol className={classes.stepList}>
        {steps.map((step, at) => {
          const lines = storyOf(step, simulation);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name
            <li key={at} ref={at === steps.length - 1 ? last : undefined} data-last={at === steps.length - 1}>
              <UnstyledButton className={classes.step} onClick={() => onGo(at + 1)}>
                <span className={classes.stepNumber}>{at + 1}</span>
                <time className={classes.stepTime}>{format.time(new Date(step.at).toISOString())}</time>
                <b>{telling.deed(step.deed)}</b>
              </UnstyledButton>
              <ul>
                {lines.map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of one step
                  <li key={i} data-tone={line.tone}>
                    {telling.line(line)}
                  </li>
                ))}
                {step.writes.map((write, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: writes of one step
                  <li key={`w${i}`}>{telling.write(write)}</li>
                ))}
                {step.failures.map((failure, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: failures of one step
                  <li key={`f${i}`} data-tone="bad">
                    {telling.failure(failure)}
                  </li>
                ))}
                {step.stopped && <li data-tone="bad">{t('design.trial.stopped')}</li>}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export interface Telling {
  deed(deed: TrialDeed): string;
  line(line: StoryLine): string;
  write(write: Trial['steps'][number]['writes'][number]): string;
  failure(failure: {
    readonly code: string;
    readonly message: string;
    readonly params: object;
    readonly element?: string;
  }): string;
}

/** Deeds and events as sentences. */
export function useTelling({ simulation }: Trial, env: Env): Telling {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const nameOf = useElementName();
  const text = useLabelText();
  const { registry } = useDraft();
  const named = (id: string, process?: string): string => {
    const found = elementOf(simulation, id, process);
    return found ? nameOf(found) : id;
  };
  return {
    deed(deed) {
      switch (deed.deed) {
        case 'start':
          return t('design.trial.did.start', { name: named(deed.element ?? deed.process, deed.process) });
        case 'command':
          return t(`design.trial.did.${deed.command.type}`, { name: named(deed.element) });
        case 'clock':
          return t('design.trial.did.clock', { when: format.when(new Date(deed.to).toISOString()) });
        default:
          return t(`design.trial.did.${deed.deed}`, { name: deed.name });
      }
    },
    line({ code, element, process, params = {}, value, flow }) {
      const { what, caughtBy, ...rest } = params;
      const to = flow && (nameIn(flow, language) ?? nameOf(flow.target));
      return t(`design.trial.story.${code}`, {
        ...rest,
        element: element === undefined ? '' : named(element, process),
        ...(to !== undefined && { to }),
        ...(what !== undefined && { what: t(`design.trial.trigger.${what}`) }),
        ...(caughtBy !== undefined && { by: named(String(caughtBy), process) }),
        ...(value !== undefined && { value: short(stateText(value, env)) }),
      });
    },
    write({ kind, entity, values }) {
      const known = registry.entities.get(entity);
      const fields = Object.keys(values).map((key) => text(known?.fields.get(key)?.label, key));
      return t(`design.trial.wrote.${kind}`, {
        entity: text(known?.label, entity),
        fields: format.list(fields),
      });
    },
    failure: ({ message, element }) =>
      element === undefined ? message : message.replaceAll(`“${element}”`, `“${named(element)}”`),
  };
}

// helpers //////////

function elementOf({ definitions }: Trial['simulation'], id: string, process?: string): Element | undefined {
  for (const definition of definitions) {
    if (process !== undefined && definition.process.key !== process) continue;
    const found = definition.process.elements.get(id);
    if (found) return found;
  }
  return undefined;
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
