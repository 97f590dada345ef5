/** Which task of the platform stands for Java classes, delegates and topics of imported processes. */
import { type DefinitionProblem, error, errorSaid, idOf } from '../definition.ts';
import { compile } from '../expression.ts';
import type { TaskTypesDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, expressionOf, SNAKE, type Use } from './kind.ts';

export const taskTypes = defineKind({
  key: 'task_types',
  label: { en: 'Task types', uk: 'Типи завдань', ru: 'Типы заданий' },
  folder: 'task_types',
  extension: '.yaml',
  keys: SNAKE,
  *uses(): Iterable<Use> {},
  *check(definition): Iterable<DefinitionProblem> {
    const { map } = definition.content as unknown as TaskTypesDefinition;
    for (const [i, line] of map.entries()) {
      const given = [line.java_class, line.delegate, line.topic].filter((value) => value !== undefined);
      if (given.length !== 1) {
        const message = 'A line needs one of java_class, delegate and topic, and only one.';
        yield error('task_type', message, idOf(definition), ['map', i], {});
      }
      for (const [key, value] of Object.entries(line.inputs ?? {})) {
        const source = expressionOf(value);
        const compiled = source === null ? null : compile(source, { language: 'feel' });
        if (compiled && !compiled.ok)
          yield errorSaid('expression', compiled.problems[0]!, idOf(definition), ['map', i, 'inputs', key]);
      }
    }
  },
});
