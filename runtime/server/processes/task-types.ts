/**
 * Task types: what service tasks can do. `inline` ones (`record.*`) run within the step's own transaction; the others run
 * after the commit as jobs, at least once, with an idempotency key. Built-in ones and those of plugins register alike.
 */
import type { Json } from '#metadata/value.ts';
import type { Cause } from '../cause.ts';
import type { Transaction } from '../db/database.ts';

export type Input = Readonly<Record<string, Json>>;

export type Outcome =
  | { readonly kind: 'done'; readonly result: Json }
  /** A BPMN error that the model may catch. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  /** It did not work: retried, then an incident. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export interface TaskType {
  /** `record.create`, `http.request` … */
  readonly name: string;
  readonly summary: string;
  /** JSON Schema of the inputs, for the designer and for checking. */
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly work:
    | { readonly kind: 'inline'; readonly run: (input: Input, context: InlineContext) => Promise<Outcome> }
    | { readonly kind: 'job'; readonly run: (input: Input, context: JobContext) => Promise<Outcome> };
}

export interface InputSpec {
  readonly type: 'text' | 'number' | 'boolean' | 'object' | 'any';
  readonly required: boolean;
  readonly summary: string;
}

export interface InlineContext {
  readonly tx: Transaction;
  /** What the change log says: the process and step. */
  readonly cause: Cause;
  /** Role whose rights the process has; null: unrestricted. */
  readonly runAs: string | null;
  readonly processName: string;
  readonly at: number;
}

export interface JobContext {
  readonly instance: string;
  readonly element: string;
  readonly definition: string;
  readonly idempotencyKey: string;
}

export interface TaskTypes {
  readonly all: ReadonlyMap<string, TaskType>;
  /** Runs a job's task type; never throws for what the input or a connector did wrong. */
  run(name: string, call: JobContext & { readonly input: Input }): Promise<Outcome>;
  runInline(name: string, input: Input, context: InlineContext): Promise<Outcome>;
}

export function createTaskTypes(types: readonly TaskType[]): TaskTypes {
  const all = new Map(types.map((type) => [type.name, type]));

  function find(name: string, input: Input): TaskType | Outcome {
    const type = all.get(name);
    if (!type)
      return {
        kind: 'failed',
        code: 'task_type.unknown',
        message: `There is no task type ${JSON.stringify(name)}.`,
      };
    const problem = inputProblem(type, input);
    return problem ? { kind: 'failed', code: 'task_type.input', message: problem } : type;
  }

  return {
    all,
    async run(name, { input, ...context }) {
      const type = find(name, input);
      if ('kind' in type) return type;
      if (type.work.kind !== 'job') throw new Error(`${name} runs within the step, not as a job`);
      try {
        return await type.work.run(input, context);
      } catch (error) {
        return { kind: 'failed', code: 'task_type.failed', message: (error as Error).message };
      }
    },
    async runInline(name, input, context) {
      const type = find(name, input);
      if ('kind' in type) return type;
      if (type.work.kind !== 'inline') throw new Error(`${name} runs as a job, not within the step`);
      return type.work.run(input, context);
    },
  };
}

// helpers //////////

function inputProblem(type: TaskType, input: Input): string | null {
  for (const [name, { type: wanted, required }] of Object.entries(type.inputs)) {
    const value = input[name];
    if (value === undefined || value === null) {
      if (required) return `The task type ${type.name} needs the input “${name}”.`;
      continue;
    }
    if (!fits(value, wanted))
      return `The input “${name}” of the task type ${type.name} must be ${WORDS[wanted]}.`;
  }
  const unknown = Object.keys(input).find((name) => !(name in type.inputs));
  return unknown === undefined
    ? null
    : `The task type ${type.name} has no input “${unknown}”; it takes ${Object.keys(type.inputs).join(', ')}.`;
}

const WORDS = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  any: 'a value',
};

function fits(value: Json, wanted: InputSpec['type']): boolean {
  if (wanted === 'any') return true;
  if (wanted === 'text') return typeof value === 'string';
  if (wanted === 'number')
    return typeof value === 'number' || (typeof value === 'object' && value !== null && '$number' in value);
  if (wanted === 'boolean') return typeof value === 'boolean';
  return typeof value === 'object' && !Array.isArray(value);
}
