/** `{a: 1, b: a + 1}` (DMN 1.5 §10.3.2.6): an entry sees the ones before it. A key that is there twice makes it null. */
import { type Context, contextOf } from '../../../value.ts';
import { contextWith, type Type } from '../../types.ts';
import { bind } from '../local.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { note } from '../run.ts';
import { type NameScope, variable } from '../scopes.ts';
import { keyText } from '../text.ts';

export const contextNode = defineNode({
  kind: 'context',

  analyse({ entries }, scope, analysis) {
    const fields: Record<string, Type> = Object.create(null);
    let inner: NameScope = scope;
    for (const { key, value, ...span } of entries) {
      if (Object.hasOwn(fields, key)) analysis.mistake(span, 'key_twice', { key });
      const meaning = analysis.of(value, inner);
      fields[key] = meaning.type;
      inner = variable(inner, key, meaning);
    }
    return ofType(contextWith(fields));
  },

  compile({ entries }, scope, compiler) {
    let inner: NameScope = scope;
    const parts = entries.map(({ key, value }) => {
      const read = compiler.compile(value, inner);
      inner = variable(inner, key, compiler.meaningOf(value));
      return { key, read };
    });
    if (new Set(parts.map(({ key }) => key)).size < parts.length) {
      return (run) => note(run, 'A context has a key twice.');
    }
    return (run, local) => {
      const context: Context = contextOf([]);
      let bound = local;
      for (const { key, read } of parts) {
        context[key] = read(run, bound);
        bound = bind(context[key], bound);
      }
      return context;
    };
  },

  print: ({ entries }, { print }) =>
    `{${entries.map(({ key, value }) => `${keyText(key)}: ${print(value, BINDS.expression)}`).join(', ')}}`,
  binds: () => BINDS.operand,
});
