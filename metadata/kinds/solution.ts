/** `solution.yaml`: name, version and needs of a solution. */
import type { SolutionDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const solution = defineKind({
  key: 'solution',
  label: { en: 'Solution', uk: 'Рішення', ru: 'Решение' },
  folder: null,
  extension: '.yaml',
  keys: SNAKE,
  *uses(content): Iterable<Use> {
    const { requires = {} } = content as unknown as SolutionDefinition;
    for (const key of Object.keys(requires))
      yield { needs: 'definition', kind: 'solution', reference: key, path: ['requires', key] };
  },
});
