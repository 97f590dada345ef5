/** What the engine asks of higher floors, and gets from `assemble.ts`. */
import type { Answer, Question } from '#engine/asks.ts';
import type { Definition } from '#engine/process.ts';
import type { Queryable, Transaction } from '../db/database.ts';

export interface RecordAt {
  readonly entity: string;
  readonly id: string;
}

/** What the engine asks of higher floors; `main.ts` hands it in. `tx` is open only for record tasks. */
export interface Answerers {
  /** Scripts without data access; several at once. */
  scripts(questions: readonly Extract<Question, { kind: 'script' }>[]): Promise<ReadonlyMap<string, Answer>>;
  /** With an open transaction what is read stays as it is until its end. */
  record(
    question: Extract<Question, { kind: 'record' }>,
    db: Queryable,
    tx: Transaction | null,
  ): Promise<Answer>;
  /** Keeps records as they are until the transaction ends, all of them locked in one order. */
  hold?(records: readonly RecordAt[], tx: Transaction): Promise<void>;
  task(question: Extract<Question, { kind: 'task' }>, tx: Transaction, context: TaskContext): Promise<Answer>;
}

export interface TaskContext {
  readonly definition: Definition;
  readonly at: number;
}
