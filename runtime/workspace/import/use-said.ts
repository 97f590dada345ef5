/** What is wrong with a row, in the person's language. Fields are called as the file calls their column. */
import type { ImportProblem } from '#api/imports.ts';
import { useProblemText } from '#ui/problem.tsx';

/** `placed`: the sentence stands by itself, and says which column it is about. */
export function useSaid(): (problem: ImportProblem, placed?: boolean) => string {
  const sentence = useProblemText();
  return ({ column, code, params, message }, placed = false) => {
    const named = column !== null && params !== undefined && 'field' in params;
    const said = sentence.of(code, named ? { ...params, field: column } : params, message);
    return placed && column !== null && !said.startsWith(column) ? `${column}: ${said}` : said;
  };
}
