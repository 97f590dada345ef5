/** `solution.yaml`: name, version and needs of a solution. */
import { type DefinitionProblem, error, idOf } from '../definition.ts';
import type { SolutionDefinition } from '../schemas/generated/definitions.ts';
import { satisfies } from '../version-range.ts';
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
  *check(definition, { solutions }): Iterable<DefinitionProblem> {
    const { requires = {} } = definition.content as unknown as SolutionDefinition;
    for (const [key, range] of Object.entries(requires)) {
      const version = solutions.get(key)?.version;
      if (version === undefined || satisfies(version, range)) continue;
      const text = `${definition.key} needs ${key} ${range}; ${version} is there. Bring in a version of ${key} or of ${definition.key} that fits.`;
      yield error('solution_version', text, idOf(definition), ['requires', key], { key, range, version });
    }
  },
});
