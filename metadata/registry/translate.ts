/** Labels of translation files put into the definitions they are for: `entity/deal` → `fields.name.label` → text. */
import type { Configuration, Definition } from '../definition.ts';
import { definitionsOf } from '../definition.ts';
import type { TranslationDefinition } from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';

/** The configuration with every translation applied; a text that the definition itself gives in that language stays. */
export function withTranslations(configuration: Configuration): Configuration {
  const translations = definitionsOf(configuration, 'translation');
  if (translations.length === 0) return configuration;
  const definitions = new Map(configuration.definitions);
  for (const { content } of translations) {
    const { language, texts } = content as unknown as TranslationDefinition;
    for (const [id, places] of Object.entries(texts)) {
      const definition = definitions.get(id);
      if (definition && typeof definition.content === 'object')
        definitions.set(id, translated(definition, language, places));
    }
  }
  return { definitions };
}

// helpers //////////

function translated(
  definition: Definition,
  language: string,
  places: Readonly<Record<string, string>>,
): Definition {
  let content = definition.content;
  for (const [path, text] of Object.entries(places)) content = put(content, path.split('.'), language, text);
  return { ...definition, content };
}

/** A label written as one text becomes one of English and the added language; a place that does not exist is left alone. */
function put(node: Json, path: readonly string[], language: string, text: string): Json {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (typeof node === 'string') return { en: node, [language]: text };
    const label = typeof node === 'object' && node !== null && !Array.isArray(node) ? node : {};
    return Object.hasOwn(label, language) ? label : { ...label, [language]: text };
  }
  if (Array.isArray(node)) {
    const at = Number(step);
    return at in node ? node.map((item, i) => (i === at ? put(item, rest, language, text) : item)) : node;
  }
  if (typeof node !== 'object' || node === null) return node;
  const last = rest.length === 0;
  if (!Object.hasOwn(node, step) && !last) return node;
  return { ...node, [step]: put(node[step] ?? {}, rest, language, text) };
}
