/** The process an element belongs to, with what it declares. */
import { is, listOf, type Moddle, type Shape, textOf } from './bpmn-types.ts';
import { extensionOf } from './extensions.ts';

/** A pool stands for the process in it. */
export function processOf(element: Shape): Moddle | null {
  if (is(element, 'bpmn:Participant'))
    return (element.businessObject.get('processRef') as Moddle | undefined) ?? null;
  let model: Moddle | undefined = element.businessObject;
  while (model && model.$type !== 'bpmn:Process') model = model.$parent;
  return model ?? null;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  /** Key of the entity, for records. */
  readonly entity: string;
  readonly required: boolean;
  readonly list: boolean;
}

export function variablesOf(process: Moddle | null): readonly Variable[] {
  const context = process && extensionOf(process, 'potik:Context');
  if (!context) return [];
  return listOf(context, 'variables').map((variable) => ({
    name: textOf(variable, 'name'),
    type: textOf(variable, 'type'),
    entity: textOf(variable, 'entity'),
    required: textOf(variable, 'required') === 'true',
    list: textOf(variable, 'list') === 'true',
  }));
}

/** Flow nodes of a type in the process, those in sub-processes too. */
export function nodesOf(process: Moddle | null, type: string): readonly Moddle[] {
  if (!process) return [];
  return listOf(process, 'flowElements').flatMap((element) => [
    ...(element.$instanceOf(type) ? [element] : []),
    ...(element.$instanceOf('bpmn:SubProcess') ? nodesOf(element, type) : []),
  ]);
}
