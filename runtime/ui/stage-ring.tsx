/** A stage as a ring filled by how far it is; won is a green check, lost a grey cross. Stages need no rainbow. */
import type { PipelineFacts } from '#metadata/field.ts';
import classes from './stage-ring.module.css';

export interface StageRingProps {
  readonly pipeline: PipelineFacts;
  readonly stage: string;
  readonly size?: number;
}

export function StageRing({ pipeline, stage, size = 14 }: StageRingProps) {
  const outcome = pipeline.stages.find(({ key }) => key === stage)?.outcome ?? null;
  return (
    <svg className={classes.ring} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {outcome === 'won' && (
        <>
          <circle className={classes.won} cx="7" cy="7" r="7" />
          <path className={classes.check} d="M4 7.2l2.1 2.1L10 5.3" />
        </>
      )}
      {outcome === 'lost' && (
        <>
          <circle className={classes.lost} cx="7" cy="7" r="6.1" />
          <path className={classes.cross} d="M5 5l4 4M9 5l-4 4" />
        </>
      )}
      {outcome === null && <Filling share={progressOf(pipeline, stage)} />}
    </svg>
  );
}

/** 0 for the first open stage, 1 for the last. */
export function progressOf(pipeline: PipelineFacts, stage: string): number {
  const open = pipeline.stages.filter(({ outcome }) => outcome === null);
  const at = open.findIndex(({ key }) => key === stage);
  return at <= 0 ? 0 : at / (open.length - 1);
}

// helpers //////////

/** A circle of radius 2.4 with a stroke as wide as its diameter is a pie; the dash says how much of it. */
const RADIUS = 2.4;
const AROUND = 2 * Math.PI * RADIUS;

function Filling({ share }: { readonly share: number }) {
  return (
    <>
      <circle className={classes.outline} cx="7" cy="7" r="6.1" />
      {share > 0 && (
        <circle
          className={classes.pie}
          cx="7"
          cy="7"
          r={RADIUS}
          strokeWidth={RADIUS * 2}
          strokeDasharray={`${AROUND * share} ${AROUND}`}
          transform="rotate(-90 7 7)"
        />
      )}
    </>
  );
}
