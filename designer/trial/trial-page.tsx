/**
 * "Try it": the process as it stands in the draft runs in the page, step by step, with tokens on the diagram. A private copy: nothing
 * is sent or saved, records of the server are only read.
 */
import { ActionIcon, Button, Menu, Skeleton, Switch, Tooltip } from '@mantine/core';
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
import { useApi } from '#ui/api.tsx';
import { ControlsProvider } from '#ui/form.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { modelQuery } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { definitionAddress, HOME, kindAddress, problemAddress } from '../draft/addresses.ts';
import { nameOf, processDefinition } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DefinitionMissing } from '../kit/definition-missing.tsx';
import { BarLine, BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { PanelHead } from '../kit/panel.tsx';
import { ProblemLine } from '../kit/problem-line.tsx';
import { useProblemWords } from '../kit/words.ts';
import { waitingOf } from './standing.ts';
import { StartPanel } from './start-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';
import classes from './trial.module.css';
import type { TrialModels } from './trial-models.ts';
import { TrialPicture } from './trial-picture.tsx';
import { nextDue, type Trial } from './trial-run.ts';
import { Refusal, TrialState } from './trial-state.tsx';
import { type TrialHandle, useTrial } from './use-trial.ts';

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
    <TrialState
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
        <TrialPicture
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
