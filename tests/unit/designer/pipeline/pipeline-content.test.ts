/** Stages added, moved and removed; permitted moves stay in step with them. */
import { expect, test } from 'vitest';
import {
  addStage,
  orderStages,
  permits,
  removeStage,
  setPermitted,
  setStage,
  stagesOf,
} from '../../../../designer/pipeline/pipeline-content.ts';

const PIPELINE = {
  entity: 'deal',
  start: 'work',
  stages: {
    new: { label: 'New', probability: 10 },
    work: { label: 'Work' },
    won: { outcome: 'won' as const },
    lost: { outcome: 'lost' as const },
  },
  moves: { won: ['lost'], lost: ['new', 'work'] },
};
const keys = (content: Parameters<typeof stagesOf>[0]) => stagesOf(content).map(({ key }) => key);

test('a new stage stands before those that end the way', () => {
  expect(keys(addStage(PIPELINE, 'offer', { label: 'Offer' }))).toEqual([
    'new',
    'work',
    'offer',
    'won',
    'lost',
  ]);
});

test('a stage is moved', () => {
  expect(keys(orderStages(PIPELINE, 0, 2))).toEqual(['work', 'won', 'new', 'lost']);
});

test('a removed stage is named nowhere any more', () => {
  const left = removeStage(PIPELINE, 'work');
  expect(left).toEqual({
    entity: 'deal',
    stages: { new: PIPELINE.stages.new, won: PIPELINE.stages.won, lost: PIPELINE.stages.lost },
    moves: { won: ['lost'], lost: ['new'] },
  });
});

test('what a stage no longer says is left out', () => {
  const set = setStage(PIPELINE, 'new', { label: 'New', probability: undefined as never, requires: [] });
  expect(set.stages.new).toEqual({ label: 'New' });
});

test('a stage without a list may be left for any; forbidding one move makes the list, permitting it again drops it', () => {
  expect(permits(PIPELINE, 'new', 'lost')).toBe(true);
  const forbidden = setPermitted(PIPELINE, 'new', 'lost', false);
  expect(forbidden.moves).toEqual({ new: ['work', 'won'], won: ['lost'], lost: ['new', 'work'] });
  expect(permits(forbidden, 'new', 'lost')).toBe(false);
  expect(setPermitted(forbidden, 'new', 'lost', true).moves).toEqual(PIPELINE.moves);
});
