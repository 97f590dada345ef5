import { define } from './throw-type.ts';

/** Only marks that this point was reached. */
export const none = define({
  kind: 'none',
  *throw() {
    return true;
  },
});
