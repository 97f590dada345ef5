import type { Resume } from '../commands.ts';
import { reject } from '../run/stop.ts';
import { emit } from '../run/work.ts';
import { define } from './deed-type.ts';

/** A suspended instance goes on. */
export const resume = define<Resume>({
  type: 'resume',
  whileSuspended: true,
  *run(run) {
    if (run.draft.head.status !== 'suspended') reject('instance.not_suspended');
    emit(run, { type: 'resumed' });
  },
});
