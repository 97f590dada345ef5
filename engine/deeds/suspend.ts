import type { Suspend } from '../commands.ts';
import { emit } from '../run/work.ts';
import { define } from './deed-type.ts';

/** Nothing in the instance goes on until it is resumed; its jobs rest. */
export const suspend = define<Suspend>({
  type: 'suspend',
  *run(run) {
    emit(run, { type: 'suspended' });
  },
});
