/** User tasks and forms: the dialects' words, else the standard's. */
import type { TaskAttribute, UserTaskSpec } from '../process/activity.ts';
import type { Expression } from '../process/expression.ts';
import { bodyOf, listOf, type Moddle } from './moddle.ts';
import type { ElementSource, Facets } from './source.ts';

export function compileUserTask(source: ElementSource): UserTaskSpec {
  const { element, dialects } = source;
  const own = dialects.task(source);
  const standard = resources(source);
  const words = {
    ...own,
    // A constant name needs no copy in every task.
    name: own.name ?? (isTemplate(element.name) ? source.expressions.value(element.name!, 'name') : null),
    description: own.description ?? description(source),
    assignee: own.assignee ?? standard.assignee,
    users: together(standard.users, own.users),
    groups: together(standard.groups, own.groups),
  };
  return {
    attributes: ATTRIBUTES.flatMap((attribute) => {
      const expression = words[attribute];
      return expression ? [{ attribute, expression }] : [];
    }),
    notBy: own.notBy ?? null,
    rule: own.rule ?? null,
    outcomes: own.outcomes ?? [],
    timeouts: own.timeouts ?? [],
  };
}

const ATTRIBUTES: readonly TaskAttribute[] = [
  'name',
  'description',
  'assignee',
  'owner',
  'users',
  'groups',
  'due',
  'followUp',
  'priority',
];

function isTemplate(name: string | undefined): boolean {
  return name !== undefined && (name.startsWith('=') || /[#$]\{/.test(name));
}

export function compileForm(source: ElementSource): Facets {
  const form = source.dialects.form(source);
  return form === null ? {} : { form };
}

// helpers //////////

/** Candidates named in two ways are all candidates. */
function together(a: Expression | null, b: Expression | null | undefined): Expression | null {
  if (a === null || b == null) return b ?? a;
  return { kind: 'list', items: [a, b] };
}

function description({ element, expressions }: ElementSource): Expression | null {
  const [documentation] = listOf(element.documentation);
  const text = bodyOf(documentation);
  return text === null || text.trim() === '' ? null : expressions.value(text, 'description');
}

interface Resources {
  readonly assignee: Expression | null;
  readonly users: Expression | null;
  readonly groups: Expression | null;
}

/** `potentialOwner` and `humanPerformer` with `user(x)`, `group(y)` or bare names in their assignment expression. */
function resources({ element, expressions }: ElementSource): Resources {
  const users: string[] = [];
  const groups: string[] = [];
  let assignee: string | null = null;
  for (const role of listOf(element.resources)) {
    const text = bodyOf((role.resourceAssignmentExpression as Moddle | undefined)?.expression);
    if (text === null) continue;
    if (role.$type === 'bpmn:HumanPerformer') assignee = text.trim();
    else {
      for (const one of text.split(',')) {
        const named = /^\s*(user|group)\((.*)\)\s*$/.exec(one);
        if (named?.[1] === 'user') users.push(named[2]!.trim());
        else groups.push((named?.[2] ?? one).trim());
      }
    }
  }
  return {
    assignee: assignee === null ? null : expressions.value(assignee, 'assignee'),
    users: listValue(users, (text) => expressions.value(text, 'candidate users')),
    groups: listValue(groups, (text) => expressions.value(text, 'candidate groups')),
  };
}

function listValue(texts: readonly string[], read: (text: string) => Expression): Expression | null {
  const named = texts.filter((text) => text !== '');
  return named.length === 0 ? null : { kind: 'list', items: named.map(read) };
}
