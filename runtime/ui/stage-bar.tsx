/**
 * The stages of a record as chevrons; a press moves it there. On the phone segments with the stage's name, which opens the
 * list. Lost is no step of the way: it stands apart.
 */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { PipelineFacts } from '#metadata/field.ts';
import { useFormat, useText } from './i18n.tsx';
import { useLabel } from './model.ts';
import { usePhone } from './phone.ts';
import classes from './stage-bar.module.css';
import { StageRing } from './stage-ring.tsx';

export interface StageBarProps {
  readonly pipeline: PipelineFacts;
  readonly stage: string;
  /** Since when it is there. */
  readonly since: string | null;
  /** Missing where it may not be moved. */
  readonly onMove?: (stage: string) => void;
  readonly busy?: boolean;
}

export function StageBar(props: StageBarProps) {
  return usePhone() ? <Segments {...props} /> : <Chevrons {...props} />;
}

/** Whether the pipeline permits going there from here. */
export function mayMove(pipeline: PipelineFacts, from: string, to: string): boolean {
  return pipeline.moves[from]?.includes(to) ?? true;
}

// helpers //////////

const DAY = 86_400_000;

/** From a day on the hours tell nothing, and take the room of the stage's name. */
function wholeDays(span: number): number {
  return span < DAY ? span : span - (span % DAY);
}

function Chevrons({ pipeline, stage, since, onMove, busy }: StageBarProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const way = wayOf(pipeline);
  const at = way.findIndex(({ key }) => key === stage);
  const lost = pipeline.stages.filter(({ outcome }) => outcome === 'lost');
  const here = pipeline.stages.find(({ key }) => key === stage);
  return (
    <ol className={classes.bar} aria-label={t('ui.stage.title')}>
      {way.map((step, i) => {
        const state = i < at ? 'done' : i === at ? 'now' : 'future';
        return (
          <li key={step.key} data-state={state} data-outcome={i === at ? step.outcome : undefined}>
            <UnstyledButton
              className={classes.step}
              disabled={!onMove || busy || step.key === stage || !mayMove(pipeline, stage, step.key)}
              aria-current={i === at ? 'step' : undefined}
              onClick={() => onMove?.(step.key)}
            >
              {state === 'done' && <IconCheck size={14} aria-hidden />}
              <span className={classes.name}>{label(step.label, step.key)}</span>
              {i === at && since && (
                <span className={classes.span}>
                  {format.span(wholeDays(format.now() - Date.parse(since)))}
                </span>
              )}
            </UnstyledButton>
          </li>
        );
      })}
      {(here?.outcome === 'lost' || (onMove && lost.length > 0)) && (
        <li className={classes.apart} data-state={here?.outcome === 'lost' ? 'lost' : 'future'}>
          {here?.outcome === 'lost' ? (
            <span className={classes.lost}>
              <StageRing pipeline={pipeline} stage={stage} />
              {label(here.label, here.key)}
            </span>
          ) : (
            lost.map((step) => (
              <UnstyledButton
                key={step.key}
                className={classes.lost}
                disabled={busy || !mayMove(pipeline, stage, step.key)}
                onClick={() => onMove?.(step.key)}
              >
                <StageRing pipeline={pipeline} stage={step.key} />
                {label(step.label, step.key)}
              </UnstyledButton>
            ))
          )}
        </li>
      )}
    </ol>
  );
}

function Segments({ pipeline, stage, since, onMove, busy }: StageBarProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const way = wayOf(pipeline);
  const at = way.findIndex(({ key }) => key === stage);
  const here = pipeline.stages.find(({ key }) => key === stage);
  return (
    <Menu position="bottom" width="target" disabled={!onMove}>
      <Menu.Target>
        <UnstyledButton className={classes.segments} disabled={busy}>
          <span className="hidden-text">{t('ui.stage.title')}</span>
          <span className={classes.pieces} aria-hidden="true">
            {way.map((step, i) => (
              <i key={step.key} data-state={i < at ? 'done' : i === at ? 'now' : 'future'} />
            ))}
          </span>
          <span className={classes.here}>
            <StageRing pipeline={pipeline} stage={stage} />
            <b>{label(here?.label, stage)}</b>
            <em>
              {at >= 0 && t('ui.stage.place', { at: at + 1, of: way.length })}
              {since && ` · ${format.span(wholeDays(format.now() - Date.parse(since)))}`}
            </em>
            {onMove && <IconChevronDown size={16} aria-hidden />}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {pipeline.stages.map((step) => (
          <Menu.Item
            key={step.key}
            leftSection={<StageRing pipeline={pipeline} stage={step.key} />}
            disabled={step.key === stage || !mayMove(pipeline, stage, step.key)}
            onClick={() => onMove?.(step.key)}
          >
            {label(step.label, step.key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function wayOf(pipeline: PipelineFacts) {
  return pipeline.stages.filter(({ outcome }) => outcome !== 'lost');
}
