/** All hit policies, by what the attributes of a table say. */
import type { HitPolicy } from './hit-policy.ts';
import {
  collect,
  collectCount,
  collectMax,
  collectMin,
  collectSum,
  outputOrder,
  ruleOrder,
} from './multiple.ts';
import { any, first, priority, unique } from './single.ts';

const POLICIES: readonly HitPolicy[] = [
  unique,
  any,
  priority,
  first,
  ruleOrder,
  outputOrder,
  collect,
  collectSum,
  collectMin,
  collectMax,
  collectCount,
];

const BY_NAME = new Map(POLICIES.map((policy) => [policy.name, policy]));

/** The policy of a table; undefined where there is none of that name. Without a name it is UNIQUE. */
export function hitPolicyOf(name = 'UNIQUE', aggregation?: string): HitPolicy | undefined {
  return BY_NAME.get(name === 'COLLECT' && aggregation ? `COLLECT ${aggregation}` : name);
}
