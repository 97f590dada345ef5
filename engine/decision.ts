/**
 * The door to decisions: files of DMN 1.1 to 1.5 become decisions that are evaluated by their key, with what business rule tasks
 * need of them. Pure: time, zone and budget come with `Env`.
 */
export { deployDecisions } from './decisions/deploy-decisions.ts';
export type {
  Decision,
  DecisionDeployment,
  DecisionFile,
  DecisionOptions,
  DecisionOutcome,
  DecisionProblem,
  DecisionService,
  DecisionTrace,
  TableTrace,
  TracedRule,
} from './decisions/model.ts';
