import type { RecordChanged } from '../commands.ts';
import { checkRecord } from '../verbs/conditions.ts';
import { define } from './deed-type.ts';

/** A record was changed that conditions of this instance read. */
export const recordChanged = define<RecordChanged>({
  type: 'recordChanged',
  *run(run, { entity, id }) {
    yield* checkRecord(run, `${entity}:${id}`);
  },
});
