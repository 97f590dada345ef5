/**
 * "Try it": the process as it stands in the draft runs in the page, step by step, with tokens on the diagram. A private copy: nothing
 * is sent or saved, records of the server are only read.
 */
import { ActionIcon, Button, Menu, NativeSelect, Skeleton, Switch, Tooltip } from '@mantine/core';
import {
  IconClock,
  IconPlayerSkipBack,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Definition } from '#metadata/definition.ts';
import { textOf } from '#metadata/label.ts';
import { useApi } from '#ui/api.tsx';
import { ControlsProvider } from '#ui/form.tsx';
import { useFormat, useLanguage, useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { modelQuery } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { type Badge, ProcessDrawing } from '#ui/process-drawing.tsx';
import { definitionAddress, HOME, kindAddress, problemAddress } from '../draft/addresses.ts';
import { nameOf, processDefinition } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DefinitionMissing } from '../kit/definition-missing.tsx';
import { BarLine, BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import { AskedCard } from './asked-card.tsx';
import { isMadeUp } from './samples.ts';
import { SendPanel } from './send-panel.tsx';
import { tokensOf, type Waiting, waitingOf, wayOf } from './standing.ts';
import { StartPanel } from './start-panel.tsx';
import { StepsPanel, useTelling } from './steps-panel.tsx';
import { variablesOf } from './story.ts';
import classes from './trial.module.css';
import type { TrialModels } from './trial-models.ts';
import { nextDue, type Trial } from './trial-run.ts';
import { type TrialHandle, useTrial } from './use-trial.ts';
import { VariablesPanel } from './variables-panel.tsx';
import { WaitingCard } from './waiting-card.tsx';

export function TrialPage({ definition: process }: { readonly definition: string }) {
  const definition = processDefinition(useDraft(), process);
  const known = useQuery(modelQuery(useApi()));
  if (!definition) return <DefinitionMissing kind="process" name={process} />;
  if (!known.data) return <Skeleton height="100%" />;
  return <Loaded key={definition.key} definition={definition} />;
}

// helpers //////////

function Loaded({ definition }: { readonly definition: Definition }) {
  const t = useText();
  const go = useGo();
  const text = useLabelText();
  const words = useProblemWords();
  const handle = useTrial(definition);
  const { ground, trial } = handle;
  const back = definitionAddress('process', definition.key);
  useKeys([{ keys: 'Escape', label: t('design.trial.leave'), run: () => go(back) }]);
  return (
    <Page
      title={nameOf(definition, text)}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.kind.process.many'), href: kindAddress('process') },
      ]}
      back={back}
      mark={<Pill tone="accent">{t('design.trial.title')}</Pill>}
    >
      {ground?.ok === false && (
        <div className={classes.refused} role="alert">
          <h2>{t('design.trial.notRunnable')}</h2>
          {ground.problems.map((problem) => (
            <ProblemLine
              key={`${problem.code} ${problem.elementId}`}
              severity={problem.severity}
              message={words(problem)}
              note={problem.elementId}
              onOpen={() => go(problemAddress(problem))}
            />
          ))}
          <Button component={Link} href={back}>
            {t('design.trial.leave')}
          </Button>
        </div>
      )}
      {ground?.ok && trial ? (
        <ControlsProvider>
          <Running handle={handle} models={ground.models} trial={trial} back={back} first={definition} />
        </ControlsProvider>
      ) : (
        ground?.ok !== false && <Skeleton height="100%" />
      )}
    </Page>
  );
}

interface RunningProps {
  readonly handle: TrialHandle;
  readonly models: TrialModels;
  readonly trial: Trial;
  readonly back: string;
  readonly first: Definition;
}

function Running({ handle, models, trial, back, first }: RunningProps) {
  const t = useText();
  const format = useFormat();
  const { simulation, steps } = trial;
  const begun = steps.length > 0 || trial.asked !== null;
  const waiting = waitingOf(simulation);
  const [opened, setOpened] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const instances = [...simulation.instances.values()];
  // What was called last is where it goes on.
  const instance =
    instances.find(({ id }) => id === picked) ??
    instances.findLast(({ endedAt }) => endedAt === undefined) ??
    instances[0];
  const process =
    simulation.definitions.find(({ ref }) => ref === instance?.definition)?.process ?? models.processes[0]!;
  const env = { now: simulation.now(), zone: format.timeZone };
  const open = waiting.find(({ id }) => id === opened) ?? waiting[0];
  const due = nextDue(simulation);
  const later = (milliseconds: number) => () =>
    handle.make({ deed: 'clock', to: simulation.now() + milliseconds });
  const press = (element: string) => {
    const found = waiting.find((one) => one.element.id === element && one.process.key === process.key);
    if (found) setOpened(found.id);
  };
  useKeys([
    {
      keys: 'Ctrl+Z',
      label: t('design.trial.back'),
      run: () => handle.goTo(handle.position - 1),
      disabled: handle.position === 0,
    },
    {
      keys: 'Ctrl+Shift+Z',
      label: t('design.trial.forward'),
      run: () => handle.goTo(handle.position + 1),
      disabled: handle.position >= handle.length,
    },
  ]);
  const bar = (
    <>
      <Deed label={t('design.trial.restart')} onPress={() => handle.goTo(0)} disabled={handle.position === 0}>
        <IconPlayerSkipBack size={17} />
      </Deed>
      <Deed
        label={t('design.trial.back')}
        onPress={() => handle.goTo(handle.position - 1)}
        disabled={handle.position === 0}
      >
        <IconPlayerTrackPrev size={17} />
      </Deed>
      <Deed
        label={t('design.trial.forward')}
        onPress={() => handle.goTo(handle.position + 1)}
        disabled={handle.position >= handle.length}
      >
        <IconPlayerTrackNext size={17} />
      </Deed>
      <span className={classes.stepCount}>{t('design.trial.step', { number: steps.length })}</span>
      <BarLine />
      <Menu>
        <Menu.Target>
          <Button variant="subtle" leftSection={<IconClock size={16} />} className={classes.clock}>
            {format.dateTime(new Date(simulation.now()).toISOString())}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={due === null}
            onClick={() => due !== null && handle.make({ deed: 'clock', to: due })}
          >
            {t('design.trial.toNext')}
          </Menu.Item>
          <Menu.Item onClick={later(HOUR)}>{t('design.trial.hour')}</Menu.Item>
          <Menu.Item onClick={later(24 * HOUR)}>{t('design.trial.day')}</Menu.Item>
          <Menu.Item onClick={later(7 * 24 * HOUR)}>{t('design.trial.week')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={classes.private}>{t('design.trial.private')}</span>
      <BarSpace />
      <Tooltip label={t(handle.hasSandbox ? 'design.trial.byHandHelp' : 'design.trial.noSandbox')}>
        <Switch
          size="xs"
          label={t('design.trial.byHand')}
          className={classes.byHand}
          checked={handle.byHand}
          onChange={(event) => handle.setByHand(event.currentTarget.checked)}
        />
      </Tooltip>
      <BarLine />
      <Button component={Link} href={back} leftSection={<IconX size={16} />}>
        {t('design.trial.leave')}
      </Button>
    </>
  );
  const panel = begun ? (
    <State
      handle={handle}
      models={models}
      trial={trial}
      waiting={waiting}
      open={open}
      onOpen={setOpened}
      instance={instance?.id ?? null}
      onInstance={setPicked}
      env={env}
    />
  ) : (
    <>
      <PanelHead icon="player-play" title={t('design.trial.beginTitle')} />
      {trial.refused && <Refusal trial={trial} env={env} />}
      <StartPanel models={models} env={env} onStart={handle.make} />
    </>
  );
  return (
    <EditorFrame
      bar={bar}
      props={panel}
      propsLabel={t('design.trial.title')}
      propsOpen
      under={begun ? <StepsPanel trial={trial} env={env} onGo={handle.goTo} /> : undefined}
    >
      <div className={classes.canvas}>
        <Picture
          trial={trial}
          process={process.key}
          xml={models.files.get(process.key) ?? String(first.content)}
          chosen={open?.process.key === process.key ? open.element.id : null}
          onElement={press}
        />
      </div>
    </EditorFrame>
  );
}

const HOUR = 3_600_000;

function Picture({
  trial,
  process,
  xml,
  chosen,
  onElement,
}: {
  readonly trial: Trial;
  readonly process: string;
  readonly xml: string;
  readonly chosen: string | null;
  readonly onElement: (id: string) => void;
}) {
  const t = useText();
  const { simulation, refused } = trial;
  const tokens = tokensOf(simulation, process);
  const { visits, flows } = wayOf(simulation, process);
  const failed = [
    ...waitingOf(simulation).flatMap(({ incident, element }) => (incident ? [element.id] : [])),
    ...(refused?.element ? [refused.element] : []),
  ];
  const badges: Badge[] = [
    ...[...tokens].map(
      ([element, count]): Badge => ({
        element,
        text: String(count),
        tone: failed.includes(element) ? 'bad' : 'token',
        label: t('design.trial.tokens', { count }),
        place: 'left',
      }),
    ),
    ...[...visits].flatMap(([element, count]): Badge[] =>
      count > 1
        ? [{ element, text: `${count}×`, tone: 'count', label: t('design.trial.visits', { count }) }]
        : [],
    ),
    ...failed
      .filter((element) => !tokens.has(element))
      .map(
        (element): Badge => ({
          element,
          text: '!',
          tone: 'bad',
          label: refused?.message ?? '',
          place: 'left',
        }),
      ),
  ];
  return (
    <ProcessDrawing
      xml={xml}
      label={t('design.trial.picture')}
      height="fill"
      badges={badges}
      marks={{
        done: [...visits.keys()].filter((id) => !tokens.has(id)),
        flows: [...flows],
        current: [...tokens.keys()].filter((id) => !failed.includes(id)),
        failed,
        chosen: chosen === null ? [] : [chosen],
      }}
      onElement={onElement}
    />
  );
}

function State({
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
        <p className={classes.ended} role="status">
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

function Refusal({ trial, env }: { readonly trial: Trial; readonly env: { now: number; zone: string } }) {
  const telling = useTelling(trial, env);
  if (!trial.refused) return null;
  return (
    <p className={classes.refusal} role="alert">
      {telling.failure(trial.refused)}
    </p>
  );
}

function Deed({
  label,
  disabled,
  onPress,
  children,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onPress} disabled={disabled}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function processName(simulation: Trial['simulation'], ref: string, language: string): string {
  const process = simulation.definitions.find((one) => one.ref === ref)?.process;
  return process?.root.labels?.[language] ?? process?.name ?? process?.key ?? ref;
}
