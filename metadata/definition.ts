/**
 * Definitions and configurations: what an application is made of, as plain data. A configuration is all definitions of
 * an installation; keys are unique in it for each kind, whatever solution brings them. Everything else in this room
 * reads, compares, checks or changes configurations.
 */
import { type Said, type SaidParams, saidOf } from './said.ts';
import type { Json } from './value.ts';

export interface Definition {
  /** Key of a kind, see `kinds/table.ts`. */
  readonly kind: string;
  readonly key: string;
  /** The solution it belongs to. */
  readonly solution: string;
  /** An object for kinds in YAML, the text for BPMN and DMN. */
  readonly content: Json;
}

/** `entity/deal`. */
export type DefinitionId = string;

export interface Configuration {
  readonly definitions: ReadonlyMap<DefinitionId, Definition>;
}

export type Path = readonly (string | number)[];

/** A mistake in a configuration, or something to look at. */
export interface DefinitionProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** A sentence a person can act on. */
  readonly message: string;
  /** The definition it is in; none for a file that could not be read as one. */
  readonly definition?: DefinitionId;
  /** Where below its content. */
  readonly path?: Path;
  /** Element of a BPMN or DMN file. */
  readonly elementId?: string;
  readonly file?: string;
  /** Names within the sentence, for saying it in another language. */
  readonly params?: SaidParams;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export const EMPTY: Configuration = { definitions: new Map() };

export function idOf(definition: { readonly kind: string; readonly key: string }): DefinitionId {
  return `${definition.kind}/${definition.key}`;
}

/** A configuration of definitions; the later of two with the same id wins. */
export function configurationOf(definitions: Iterable<Definition>): Configuration {
  return { definitions: new Map([...definitions].map((definition) => [idOf(definition), definition])) };
}

export function definitionsOf(configuration: Configuration, kind: string): Definition[] {
  return [...configuration.definitions.values()].filter((definition) => definition.kind === kind);
}

/** The definition with this one put in (or taken out, for undefined); the given configuration stays as it is. */
export function withDefinition(
  configuration: Configuration,
  id: DefinitionId,
  definition: Definition | undefined,
): Configuration {
  const definitions = new Map(configuration.definitions);
  if (definition) definitions.set(id, definition);
  else definitions.delete(id);
  return { definitions };
}

/** Equal as data: the order of keys counts, for it is what people see. */
export function sameContent(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** @param params what stands in the message, for the same sentence in other languages */
export function error(
  code: string,
  message: string,
  definition?: DefinitionId,
  path?: Path,
  params?: DefinitionProblem['params'],
): DefinitionProblem {
  return { severity: 'error', code, message, definition, path, ...(params && { params }) };
}

export function warning(
  code: string,
  message: string,
  definition?: DefinitionId,
  path?: Path,
  params?: DefinitionProblem['params'],
): DefinitionProblem {
  return { severity: 'warning', code, message, definition, path, ...(params && { params }) };
}

/** An error whose whole sentence was said by who found it: `code` says in what it is. */
export function errorSaid(
  code: string,
  why: Said,
  definition?: DefinitionId,
  path?: Path,
): DefinitionProblem {
  return error(code, why.message, definition, path, { why: saidOf(why) });
}

export function hasErrors(problems: readonly DefinitionProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** `fields.name.type`, `sections[0].fields[2]`. */
export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i ? `.${part}` : part)).join('');
}

/** The problem as one line: `entities/deal.yaml:12:5 fields.name: …`. */
export function problemText(problem: DefinitionProblem): string {
  const place = [problem.file ?? problem.definition, problem.line, problem.column].filter(Boolean).join(':');
  const path = problem.path?.length ? pathText(problem.path) : (problem.elementId ?? '');
  return `${[place, path].filter(Boolean).join(' ')}: ${problem.message}`;
}

/** Splits `crm/customer` and `customer`. */
export function splitReference(written: string): { readonly solution: string | null; readonly key: string } {
  const slash = written.indexOf('/');
  return slash < 0
    ? { solution: null, key: written }
    : { solution: written.slice(0, slash), key: written.slice(slash + 1) };
}
