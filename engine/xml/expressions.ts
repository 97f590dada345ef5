/** Texts of a model to expressions: FEEL after `=`, JUEL in `${…}`, scripts by their language, all else as it stands. */
import { compile, type Language } from '#metadata/expression.ts';
import type { ScriptSource } from '../asks.ts';
import type { Expression } from '../process.ts';
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

/** The reader for one element. */
export function expressionReader(elementId: string, report: Report): ExpressionReader {
  const compiled = (text: string, language: Language, what: string): Expression => {
    const result = compile(text, { language });
    if (!result.ok) {
      const [problem] = result.problems;
      report.error('expression.invalid', elementId, { what, reason: problem?.message ?? text });
      return { kind: 'constant', value: null };
    }
    for (const warning of result.warnings)
      report.warn('expression.warning', elementId, { what, reason: warning.message });
    return { kind: 'expression', compiled: result.compiled };
  };
  const reader: ExpressionReader = {
    value(text, what) {
      const trimmed = text.trim();
      if (trimmed.startsWith('=')) return compiled(trimmed.slice(1), 'feel', what);
      if (hasJuel(text)) return compiled(wholeJuel(text), 'juel', what);
      return { kind: 'constant', value: text };
    },
    formula(text, what, language) {
      const trimmed = text.trim();
      if (trimmed.startsWith('=')) return compiled(trimmed.slice(1), 'feel', what);
      if (hasJuel(text)) return compiled(wholeJuel(text), 'juel', what);
      if (language !== undefined && JAVASCRIPT.test(language))
        return reader.script(text, language, what) ?? { kind: 'constant', value: null };
      if (language !== undefined && FEEL.test(language)) return compiled(trimmed, 'feel', what);
      if (trimmed === 'true' || trimmed === 'false') return { kind: 'constant', value: trimmed === 'true' };
      if (language !== undefined && !JUEL.test(language) && !/xpath|^$/i.test(language))
        report.error('script.language', elementId, { language });
      else report.error('expression.plain', elementId, { what, text: trimmed.slice(0, 80) });
      return { kind: 'constant', value: null };
    },
    script(text, language, what) {
      if (language !== undefined && FEEL.test(language))
        return compiled(text.trim().replace(/^=/, ''), 'feel', what);
      if (language !== undefined && JUEL.test(language)) return compiled(wholeJuel(text), 'juel', what);
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

function hasJuel(text: string): boolean {
  return /[#$]\{/.test(text);
}

/** Space around one single expression doesn't make it a text. */
function wholeJuel(text: string): string {
  const trimmed = text.trim();
  return /^[#$]\{[^{}]*\}$/.test(trimmed) ? trimmed : text;
}
