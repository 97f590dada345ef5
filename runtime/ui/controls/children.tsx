/** Line items: the records below this one, edited in its form and saved with it. */
import { defineControl } from './control-kind.ts';
import { Lines } from './lines.tsx';

export const children = defineControl({
  key: 'children',
  wide: true,
  large: true,
  drawsLocked: true,
  Draw: Lines,
});
