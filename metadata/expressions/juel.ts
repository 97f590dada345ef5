import type { CompileOptions, CompileResult } from '../expression.ts';

export function compileJuel(source: string, _options: CompileOptions): CompileResult {
  return { ok: false, problems: [{ message: 'juel is not compiled yet', start: 0, end: source.length }] };
}
