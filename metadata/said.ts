/**
 * Sentences with their code and the names in them: English as they are, and to be said in other languages by the code. A name
 * may itself be something said ("a number", "at the end of the list"). Whoever finds a mistake says it by a catalogue.
 */

export interface Said {
  readonly code: string;
  /** The English sentence, names filled in. */
  readonly message: string;
  readonly params?: SaidParams;
}

export type SaidParams = Readonly<Record<string, string | number | Said>>;

/** Says a sentence of the catalogue; `{name}` places are filled from the parameters, one without stays empty. */
export type Say<Code extends string> = (code: Code, params?: SaidParams) => Said;

export function saying<const Sentences extends Readonly<Record<string, string>>>(
  sentences: Sentences,
): Say<keyof Sentences & string> {
  return (code, params = {}) => ({ code, message: filled(sentences[code]!, params), params });
}

/** The sentence alone, without what else is known of its place. */
export function saidOf({ code, message, params = {} }: Said): Said {
  return { code, message, params };
}

/** The template with its `{name}` places filled. */
export function filled(template: string, params: SaidParams): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => textOf(params[name]));
}

// helpers //////////

function textOf(value: SaidParams[string] | undefined): string {
  return typeof value === 'object' ? value.message : String(value ?? '');
}
