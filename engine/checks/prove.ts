/**
 * What can be known of a process before it ever runs ("prove at deploy"). What will certainly go wrong is an error in our own files
 * and a warning in files of others, whose engines would deploy them; what may go wrong is a warning.
 */
import type { Process } from '../process.ts';
import type { ProblemCode, Report } from '../xml/report.ts';
import { findDeadEnds } from './proof/dead-ends.ts';
import { findEndlessLoops } from './proof/endless-loops.ts';
import { findUnsound } from './proof/soundness.ts';
import { findUncaused } from './proof/uncaused.ts';
import { findUnjoined } from './proof/unjoined.ts';
import { findUnreachable } from './proof/unreachable.ts';

/** How a finding is told: `certain` ones refuse our own files. */
export type Tell = (
  certainty: 'certain' | 'possible',
  code: ProblemCode,
  element: string,
  params?: Readonly<Record<string, string | number>>,
) => void;

export function prove(process: Process, report: Report): void {
  const tell: Tell = (certainty, code, element, params) => {
    const refuses = certainty === 'certain' && process.dialect === 'potik';
    (refuses ? report.error : report.warn)(code, element, params);
  };
  findUnreachable(process, tell);
  findDeadEnds(process, tell);
  findUncaused(process, tell);
  findEndlessLoops(process, tell);
  const unjoined = findUnjoined(process, tell);
  findUnsound(process, unjoined, tell);
}
