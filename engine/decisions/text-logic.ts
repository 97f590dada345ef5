/**
 * Texts of a decision file as logic: FEEL, and JUEL in files of Camunda 7. A text that is no expression is a problem, or gives
 * null where the deployment allows it.
 */
import { type Compiled, type CompileOptions, compile } from '#metadata/expression.ts';
import type { Logic, Place, TextForm } from './logic.ts';
import type { DecisionOptions } from './model.ts';
import { languageOf } from './namespaces.ts';
import { NO_LOGIC } from './only-expression.ts';
import type { XmlElement } from './xml-tree.ts';

export interface TextRules {
  readonly options: DecisionOptions;
  /** The language of expressions that name none. */
  readonly language: string | undefined;
  problem(element: XmlElement, severity: 'error' | 'warning', code: string, message: string): void;
}

/** Compiles a text where it stands. An empty text gives null. */
export function compileText(
  element: XmlElement,
  source: string,
  form: TextForm,
  place: Pick<Place, 'names' | 'types' | 'openNames'>,
  rules: TextRules,
): Logic {
  const compiled = compileSource(element, source, form, place, rules);
  if (!compiled) return NO_LOGIC;
  return {
    type: compiled.type,
    reads: compiled.reads,
    evaluate: (names, { env }) => compiled.evaluate(names, env),
  };
}

/** The compiled text, or null where there is none to run. */
export function compileSource(
  element: XmlElement,
  source: string,
  form: TextForm,
  place: Pick<Place, 'names' | 'types' | 'openNames'>,
  { options, language, problem }: TextRules,
): Compiled | null {
  if (source === '') return null;
  const name = form.language ?? language;
  const known = languageOf(name);
  if (known === null) {
    problem(
      element,
      'error',
      'expression.language',
      `Expressions in "${name}" are not run here; FEEL and JUEL are.`,
    );
    return null;
  }
  const result = compile(source, { ...optionsOf(form, place, options), language: languageFor(known, form) });
  const broken = options.brokenExpressions === 'null' ? 'warning' : 'error';
  const found = result.ok ? result.warnings : result.problems;
  for (const { message } of found) {
    problem(
      element,
      result.ok ? 'warning' : broken,
      'expression.invalid',
      `${message} In: ${shorten(source)}`,
    );
  }
  return result.ok ? result.compiled : null;
}

// helpers //////////

function languageFor(known: 'feel' | 'juel', form: TextForm): CompileOptions['language'] {
  if (known === 'juel') return 'juel';
  return form.input === undefined ? 'feel' : 'feel-unary';
}

function optionsOf(
  form: TextForm,
  { names, types, openNames }: Pick<Place, 'names' | 'types' | 'openNames'>,
  options: DecisionOptions,
): Omit<CompileOptions, 'language'> {
  return {
    names,
    openNames,
    types: types.named,
    mistakes: 'warn',
    ...(form.input ? { input: form.input } : {}),
    ...(options.functions ? { functions: options.functions } : {}),
    ...(options.fieldsOf ? { fieldsOf: options.fieldsOf } : {}),
    ...(options.calendars ? { calendars: options.calendars } : {}),
  };
}

function shorten(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
