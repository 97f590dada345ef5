import { complete } from '../verbs/complete.ts';
import { throwing } from '../verbs/throwing.ts';
import { define } from './element-type.ts';

/** Throws its event and goes on (10.5.4); one that compensates goes on when the handlers are done. */
export const intermediateThrowEvent = define({
  kind: 'intermediateThrowEvent',
  bpmn: 'bpmn:IntermediateThrowEvent',
  ...throwing,
  quiet: complete,
});
