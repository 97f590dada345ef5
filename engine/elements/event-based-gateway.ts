import { nodeOf } from '../state/draft.ts';
import { openTrigger } from '../triggers/table.ts';
import { enterActivity } from '../verbs/activity.ts';
import { define } from './element-type.ts';

/** Waits for the first of the events after it; the others are given up (13.4.4). */
export const eventBasedGateway = define({
  kind: 'eventBasedGateway',
  bpmn: 'bpmn:EventBasedGateway',
  compile({ element }) {
    return {
      instantiate: element.instantiate === true,
      waitsForAll: element.eventGatewayType === 'Parallel',
    };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    for (const { target } of element.outgoing) {
      if (nodeOf(run.draft, key) === undefined) return;
      yield* openTrigger(run, key, target);
    }
  },
});
