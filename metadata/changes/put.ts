/** A definition of any other kind, new or replaced: form, view, role, pipeline, process, … */
import { withDefinition } from '../definition.ts';
import { KINDS } from '../kinds/table.ts';
import type { Label } from '../label.ts';
import { inSchemaOrder } from '../schema.ts';
import type { Json } from '../value.ts';
import { type Change, defineChange, refused, words } from './change-kind.ts';

interface Put extends Change {
  readonly kind: string;
  readonly key: string;
  readonly solution: string;
  readonly content: Json;
}

export const put = defineChange<Put>({
  key: 'put',
  parts: { kind: 'text', key: 'text', solution: 'text', content: 'any' },
  apply(configuration, { kind, key, solution, content }) {
    const known = KINDS.get(kind);
    if (!known) return refused(`There is no kind of definition called "${kind}".`);
    if (!known.keys.pattern.test(key))
      return refused(`"${key}" can not be a key: ${known.keys.words} are expected.`);
    const id = `${kind}/${key}`;
    const old = configuration.definitions.get(id);
    if (old && old.solution !== solution)
      return refused(`The ${id} belongs to the solution ${old.solution}.`);
    return {
      ok: true,
      configuration: withDefinition(configuration, id, {
        kind,
        key,
        solution,
        content: inSchemaOrder(kind, content),
      }),
    };
  },
  invert(before, { kind, key }) {
    const old = before.definitions.get(`${kind}/${key}`);
    return old
      ? { change: 'put', kind, key, solution: old.solution, content: old.content }
      : { change: 'drop', kind, key };
  },
  about: ({ kind, key }) => `${kind}/${key}`,
  words({ kind, key, content }, { before }) {
    const params = { kind: KINDS.get(kind)?.label ?? kind, name: labelOf(content, key) };
    return before.configuration.definitions.has(`${kind}/${key}`)
      ? words('definition_changed', '{kind} "{name}" changed', params)
      : words('definition_added', '{kind} "{name}" added', params);
  },
});

/** The label or title a definition gives itself, else its key. */
export function labelOf(content: Json | undefined, key: string): Label {
  const object = typeof content === 'object' && content !== null && !Array.isArray(content) ? content : {};
  const label = object.label ?? object.title;
  const known =
    typeof label === 'string' || (typeof label === 'object' && label !== null && !Array.isArray(label));
  return known ? (label as Label) : key;
}
