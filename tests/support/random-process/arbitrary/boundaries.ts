/** Boundary events and event sub-processes. */
import fc from 'fast-check';
import { type Boundary, contains, type Part, type Trigger, type Waited } from '../block.ts';
import { type Body, code, id, type Place, user } from './place.ts';

/** A multiple event of two things. */
export const several: fc.Arbitrary<Extract<Waited, { kind: 'multiple' }>> = fc.record({
  kind: fc.constant('multiple' as const),
  parallel: fc.boolean(),
  parts: fc.uniqueArray(fc.constantFrom<Part>('message', 'timer', 'condition'), {
    minLength: 2,
    maxLength: 2,
  }),
});

export const ON_WORK = ['message', 'timer', 'condition', 'multiple'] as const;
export const ON_WORKER = [...ON_WORK, 'error'] as const;
export const ON_SCOPE = [...ON_WORKER, 'escalation'] as const;

export function boundaries(
  depth: number,
  place: Place,
  kinds: readonly Trigger['kind'][],
  body: Body,
): fc.Arbitrary<readonly Boundary[]> {
  const one = fc
    .record({
      kind: fc.constantFrom(...kinds),
      code: fc.option(code),
      multiple: several,
      interrupting: fc.boolean(),
      // A handler that doesn't interrupt may run several times at once.
      block: body(Math.min(depth - 1, 1), {
        ...place,
        cancel: false,
        compensate: false,
        loops: false,
        complex: false,
      }),
    })
    .map(({ kind, code: caught, multiple, interrupting, block }): Boundary => {
      const trigger: Trigger =
        kind === 'error' || kind === 'escalation'
          ? { kind, code: caught }
          : kind === 'multiple'
            ? multiple
            : { kind };
      return {
        id,
        trigger,
        interrupting: kind === 'error' || interrupting,
        block:
          canBeTrueAtOnce(trigger) && ORDERED.some((one) => contains(block, one))
            ? { kind: 'sequence', blocks: [user(), block] }
            : block,
      };
    });
  // Two alike in one place would leave it to chance which one catches; of escalations, only one may catch in a place.
  return fc.uniqueArray(one, {
    maxLength: 2,
    selector: ({ trigger }) => (trigger.kind === 'error' ? `error ${trigger.code}` : trigger.kind),
  });
}

// helpers //////////

const ORDERED = ['signal', 'undoable'] as const;

/** What it leads to and the work it is about then begin at the same moment: neither may notice which is first. */
function canBeTrueAtOnce(trigger: Trigger): boolean {
  return trigger.kind === 'condition' || (trigger.kind === 'multiple' && trigger.parts.includes('condition'));
}
