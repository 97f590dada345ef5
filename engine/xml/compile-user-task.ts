/** User tasks and forms: the dialects' words, else the standard's. */
import type { Expression, UserTaskSpec } from '../process.ts';
import { bodyOf, listOf, type Moddle } from './moddle.ts';
import type { ElementSource, Facets } from './source.ts';

export function compileUserTask(source: ElementSource): UserTaskSpec {
  const { element, expressions, dialects } = source;
  const own = dialects.task(source);
  const standard = resources(source);
  const empty = { owner: null, due: null, followUp: null, priority: null, notBy: null, rule: null };
  return {
    ...empty,
    name: element.name ? expressions.value(element.name, 'name') : null,
    description: description(source),
    outcomes: [],
    timeouts: [],
    ...own,
    assignee: own.assignee ?? standard.assignee,
    users: together(standard.users, own.users),
    groups: together(standard.groups, own.groups),
  };
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

/** `potentialOwner` and `humanPerformer` with `user(x)`, `group(y)` or bare names in their assignment expression. */
function resources({
  element,
  expressions,
}: ElementSource): Pick<UserTaskSpec, 'assignee' | 'users' | 'groups'> {
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
