/** Texts of a model to expressions: FEEL after `=`, JUEL in `${…}`, scripts by their language, all else as it stands. */
import { type CompileOptions, compile, type Language, type Type, typeSaid } from '#metadata/expression.ts';
import { type Said, saidOf, saying } from '#metadata/said.ts';
import type { ScriptSource } from '../asks.ts';
import type { Expression } from '../process/expression.ts';
import type { Report } from './report.ts';

export interface ExpressionReader {
  /** A text that may be literal or an expression. `what` names it in problems: "assignee". */
  value(text: string, what: string): Expression;
  /** A text that must be an expression; `language` where the file names it. */
  formula(text: string, what: string, language?: string): Expression;
  script(text: string, language: string | undefined, what: string): Expression | null;
}

const JAVASCRIPT = /^(application\/|text\/)?(javascript|ecmascript|js|ecma)$/i;
const FEEL = /feel/i;
const JUEL = /juel|java\.sun\.com|jcp\.org|unified|^uel$/i;

/** What an expression of a certain purpose must give; one that can only give something else is a mistake. */
/** What an expression may have to give, in sentences. */
export const WANTED_SENTENCES = {
  true_or_false: 'true or false',
  date_or_duration: 'a date, a duration or a text of ISO 8601',
  a_number: 'a number',
  a_list: 'a list',
} as const;

const say = saying(WANTED_SENTENCES);

const YES_OR_NO = { expected: say('true_or_false'), kinds: ['boolean'] };
const TIME = {
  expected: say('date_or_duration'),
  kinds: ['string', 'date', 'date and time', 'days and time duration', 'years and months duration'],
};
const WANTED: Readonly<Record<string, { readonly expected: Said; readonly kinds: readonly string[] }>> = {
  condition: YES_OR_NO,
  'loop condition': YES_OR_NO,
  'completion condition': YES_OR_NO,
  'activation condition': YES_OR_NO,
  cardinality: { expected: say('a_number'), kinds: ['number'] },
  collection: { expected: say('a_list'), kinds: ['list'] },
  timer: TIME,
  timeout: TIME,
  'due date': TIME,
  'follow-up date': TIME,
};

/** The reader for one element; `options` say which names and functions there are, and the language of the whole file. */
export function expressionReader(
  elementId: string,
  report: Report,
  options: Omit<CompileOptions, 'language'> & { readonly documentLanguage?: string | undefined },
): ExpressionReader {
  const compiled = (text: string, language: Language, what: string): Expression => {
    const result = compile(text, { ...options, language });
    if (!result.ok) {
      const [problem] = result.problems;
      report.error('expression.invalid', elementId, {
        what: partSaid(what),
        reason: problem ? saidOf(problem) : text,
      });
      return { kind: 'constant', value: null };
    }
    for (const warning of result.warnings)
      report.warn('expression.warning', elementId, { what: partSaid(what), reason: saidOf(warning) });
    const { type } = result.compiled;
    const wanted = WANTED[what];
    if (wanted !== undefined && !fits(type, wanted.kinds))
      report.error('expression.wrong', elementId, {
        what: partSaid(what),
        expected: wanted.expected,
        actual: typeSaid(type),
      });
    return { kind: 'expression', compiled: result.compiled };
  };
  const reader: ExpressionReader = {
    value(text, what) {
      const trimmed = text.trim();
      if (trimmed.startsWith('=')) return compiled(trimmed.slice(1), 'feel', what);
      if (hasJuel(text)) return compiled(wholeJuel(text), 'juel', what);
      return { kind: 'constant', value: text };
    },
    formula(text, what, own) {
      // Other languages for the whole file are what tools write by habit: every JUEL file says XPath.
      const { documentLanguage = '' } = options;
      const language = own ?? (FEEL.test(documentLanguage) ? documentLanguage : undefined);
      const trimmed = text.trim();
      if (trimmed.startsWith('=')) return compiled(trimmed.slice(1), 'feel', what);
      if (hasJuel(text)) return compiled(wholeJuel(text), 'juel', what);
      if (language !== undefined && JAVASCRIPT.test(language))
        return reader.script(text, language, what) ?? { kind: 'constant', value: null };
      if (language !== undefined && FEEL.test(language)) return compiled(trimmed, 'feel', what);
      if (trimmed === 'true' || trimmed === 'false') return { kind: 'constant', value: trimmed === 'true' };
      if (language !== undefined && !JUEL.test(language) && !/xpath|^$/i.test(language))
        report.error('script.language', elementId, { language });
      else report.error('expression.plain', elementId, { what: partSaid(what), text: trimmed.slice(0, 80) });
      return { kind: 'constant', value: null };
    },
    script(text, language, what) {
      if (language !== undefined && FEEL.test(language))
        return compiled(text.trim().replace(/^=/, ''), 'feel', what);
      if (language === undefined ? isJuel(text) : JUEL.test(language))
        return compiled(wholeJuel(text), 'juel', what);
      if (language !== undefined && language.trim() !== '' && !JAVASCRIPT.test(language.trim())) {
        report.error('script.language', elementId, { language });
        return null;
      }
      const script: ScriptSource = { language: 'javascript', text, form: 'expression' };
      return { kind: 'script', script };
    },
  };
  return reader;
}

/** `condition`, `input “amount”`: said by the kind of part, with its name. */
function partSaid(what: string): Said {
  const [, part = what, name = ''] = /^(.+?) “(.*)”$/.exec(what) ?? [];
  return { code: `part_${part.replaceAll(' ', '_')}`, message: what, params: { name } };
}

function fits({ kind }: Type, kinds: readonly string[]): boolean {
  return kind === 'any' || kind === 'null' || kinds.includes(kind === 'choice' ? 'string' : kind);
}

function hasJuel(text: string): boolean {
  return /[#$]\{/.test(text);
}

/** One JUEL expression and nothing else, which no JavaScript begins like: what a script is where no format is said. */
function isJuel(text: string): boolean {
  return /^[#$]\{.*\}$/s.test(text.trim());
}

/** Space around one single expression doesn't make it a text. */
function wholeJuel(text: string): string {
  const trimmed = text.trim();
  return /^[#$]\{[^{}]*\}$/.test(trimmed) ? trimmed : text;
}
