/** Names that expressions of a process may read: what it declares, what tasks and forms bring, the fields behind records. */

import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { targetsOf } from '../draft/entity-fields.ts';
import type { FeelName, NamesBehind } from '../kit/feel-input.tsx';
import { type Shape, textOf } from './bpmn-types.ts';
import { attributeOf, extensionsOf } from './extensions.ts';
import { nodesOf, processOf, variablesOf } from './process-of.ts';

const FUNCTIONS = ['now()', 'today()', 'workdays(from, n)', 'add working time(from, duration)'];

export function useNames(element: Shape): NamesBehind {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  return (path) => {
    const process = processOf(element);
    const variables = variablesOf(process);
    if (path.length === 0) {
      const found = new Map<string, FeelName>();
      const add = (name: string, note: string) => name && !found.has(name) && found.set(name, { name, note });
      for (const { name, entity, type } of variables)
        add(name, entity ? text(registry.entities.get(entity)?.label, entity) : type || 'any');
      for (const task of nodesOf(process, 'bpmn:FlowNode')) {
        const form = registry.forms.get(attributeOf(task, 'potik:Form', 'key'));
        for (const variable of form?.variables.values() ?? [])
          add(variable.key, text(variable.type.label, variable.type.key));
        for (const outcome of extensionsOf(task, 'potik:Outcome'))
          add(textOf(outcome, 'variable') || 'outcome', t('design.group.outcomes'));
        for (const type of ['potik:Task', 'potik:Script', 'potik:Decision'])
          add(attributeOf(task, type, 'result'), task.name ?? String(task.id));
        for (const output of extensionsOf(task, 'potik:Output')) add(textOf(output, 'name'), task.name ?? '');
      }
      for (const name of FUNCTIONS) add(name, t('design.feel.function'));
      return [...found.values()];
    }
    let entity = registry.entities.get(variables.find(({ name }) => name === path[0])?.entity ?? '');
    for (const name of path.slice(1)) {
      const field = entity?.fields.get(name);
      entity = field && registry.entities.get(targetsOf(field)[0] ?? '');
    }
    return [...(entity?.fields.values() ?? [])].map((field) => ({
      name: field.key,
      note: text(field.type.label, field.type.key),
    }));
  };
}

/** Declared variables that are records. */
export function recordVariables(element: Shape) {
  return variablesOf(processOf(element)).filter(({ entity }) => entity !== '');
}
