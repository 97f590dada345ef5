/** The content of a pipeline as its editor changes it. Every function gives a new content that names no stage that is not there. */
import type { PipelineDefinition } from '#metadata/schemas/generated/definitions.ts';

export type Stage = PipelineDefinition['stages'][string];

export interface NamedStage {
  readonly key: string;
  readonly stage: Stage;
}

export function stagesOf({ stages }: PipelineDefinition): readonly NamedStage[] {
  return Object.entries(stages).map(([key, stage]) => ({ key, stage }));
}

export function setStage(content: PipelineDefinition, key: string, stage: Stage): PipelineDefinition {
  return withStages(
    content,
    stagesOf(content).map((one) => (one.key === key ? { key, stage: tidy(stage) } : one)),
  );
}

/** Behind the last open stage: what ends the way stays at the end. */
export function addStage(content: PipelineDefinition, key: string, stage: Stage): PipelineDefinition {
  const all = stagesOf(content);
  const at = all.findLastIndex((one) => one.stage.outcome === undefined) + 1;
  return withStages(content, [...all.slice(0, at), { key, stage: tidy(stage) }, ...all.slice(at)]);
}

export function orderStages(content: PipelineDefinition, from: number, to: number): PipelineDefinition {
  const next = [...stagesOf(content)];
  const [one] = next.splice(from, 1);
  if (!one) return content;
  next.splice(to, 0, one);
  return withStages(content, next);
}

export function removeStage(content: PipelineDefinition, key: string): PipelineDefinition {
  const left = withStages(
    content,
    stagesOf(content).filter((one) => one.key !== key),
  );
  const moves = Object.entries(content.moves ?? {})
    .filter(([from]) => from !== key)
    .map(([from, targets]) => [from, targets.filter((to) => to !== key)] as const);
  return withMoves(left.start === key ? without(left, 'start') : left, Object.fromEntries(moves));
}

/** Whether a record may go from one stage to another; a stage without moves may be left for any. */
export function permits({ moves = {} }: PipelineDefinition, from: string, to: string): boolean {
  return moves[from]?.includes(to) ?? true;
}

/** Permits or forbids one move. Where all are permitted again, the stage needs no list. */
export function setPermitted(
  content: PipelineDefinition,
  from: string,
  to: string,
  permitted: boolean,
): PipelineDefinition {
  const others = Object.keys(content.stages).filter((key) => key !== from);
  const targets = others.filter((key) => (key === to ? permitted : permits(content, from, key)));
  const { [from]: _, ...rest } = content.moves ?? {};
  if (targets.length === others.length) return withMoves(content, rest);
  // In the order of the stages, so that the file reads well.
  const all = Object.keys(content.stages).flatMap((key) =>
    key === from ? [[key, targets]] : rest[key] ? [[key, rest[key]]] : [],
  );
  return withMoves(content, Object.fromEntries(all));
}

// helpers //////////

function withStages(content: PipelineDefinition, stages: readonly NamedStage[]): PipelineDefinition {
  return { ...content, stages: Object.fromEntries(stages.map(({ key, stage }) => [key, stage])) };
}

function withMoves(
  content: PipelineDefinition,
  moves: NonNullable<PipelineDefinition['moves']>,
): PipelineDefinition {
  return Object.keys(moves).length > 0 ? { ...content, moves } : without(content, 'moves');
}

function without<K extends keyof PipelineDefinition>(
  content: PipelineDefinition,
  key: K,
): PipelineDefinition {
  const { [key]: _, ...rest } = content;
  return rest as PipelineDefinition;
}

/** Without what says nothing. */
function tidy(stage: Stage): Stage {
  return Object.fromEntries(
    Object.entries(stage).filter(([, value]) => {
      if (value === undefined) return false;
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
    }),
  ) as Stage;
}
