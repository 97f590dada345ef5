/** A definition of any other kind taken away. */
import { withDefinition } from '../definition.ts';
import { KINDS } from '../kinds/table.ts';
import { type Change, defineChange, refused, words } from './change-kind.ts';
import { labelOf } from './put.ts';

interface Drop extends Change {
  readonly kind: string;
  readonly key: string;
}

export const drop = defineChange<Drop>({
  key: 'drop',
  parts: { kind: 'text', key: 'text' },
  apply(configuration, { kind, key }) {
    const id = `${kind}/${key}`;
    if (!configuration.definitions.has(id)) return refused(`There is no definition ${id}.`);
    return { ok: true, configuration: withDefinition(configuration, id, undefined) };
  },
  invert(before, { kind, key }) {
    const old = before.definitions.get(`${kind}/${key}`);
    return { change: 'put', kind, key, solution: old?.solution ?? '', content: old?.content ?? null };
  },
  about: ({ kind, key }) => `${kind}/${key}`,
  words({ kind, key }, { before }) {
    const content = before.configuration.definitions.get(`${kind}/${key}`)?.content;
    return words('definition_removed', '{kind} "{name}" removed', {
      kind: KINDS.get(kind)?.label ?? kind,
      name: labelOf(content, key),
    });
  },
});
