import type { CompileOptions, CompileResult } from '../expression.ts';

export function compileFeel(source: string, _options: CompileOptions): CompileResult {
  return { ok: false, problems: [{ message: 'feel is not compiled yet', start: 0, end: source.length }] };
}
