/**
 * Reads the data of a ready-made solution (`templates/README.md` has the conventions): rows of CSV files in the order their
 * manifest names them, and the processes to start. Pure over the texts; the loader and the tests of templates read alike.
 */
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { TextConventions } from '#metadata/field.ts';

/** Texts by path below the `data` folder. */
export type DataFiles = ReadonlyMap<string, string>;

/** How numbers and dates are written in the files, whatever the language of who reads the data. */
export function dataConventions(zone: string): TextConventions {
  return { language: 'en', zone, decimalMark: '.', dateOrder: 'ymd' };
}

export interface DataRow {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly entity: string;
  /** Id within the data, by which other rows refer to it. */
  readonly id: string;
  /** Texts of the fields by key; what is empty is left out. */
  readonly values: Readonly<Record<string, string>>;
  /** When the record was made, as the file has it. */
  readonly created: string | null;
  /** Moves of a stage field after that, in order. */
  readonly moves: readonly StageMove[];
  /** Other columns that begin with `@`, such as `@roles`. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface StageMove {
  readonly field: string;
  readonly stage: string;
  readonly at: string;
}

export interface DataInstance {
  readonly process: string;
  readonly about: { readonly entity: string; readonly id: string };
  /** Id of the person who starts it. */
  readonly by: string;
  readonly steps: readonly DataStep[];
}

export type DataStep =
  | {
      readonly task: string;
      readonly by: string;
      readonly outcome?: string;
      readonly values?: Readonly<Record<string, unknown>>;
    }
  /** Taken from the queue, not done yet. */
  | { readonly claim: string; readonly by: string }
  /** Fields of the record it is about, as the platform sets them. */
  | { readonly write: Readonly<Record<string, unknown>> }
  /** A timer that goes off before its time. */
  | { readonly event: string };

interface Manifest {
  readonly file: string;
  readonly entity: string;
}

export function readRows(files: DataFiles): readonly DataRow[] {
  const manifest = parseYaml(textOf(files, 'order.yaml')) as readonly Manifest[];
  return manifest.flatMap(({ file, entity }) => rowsOf(textOf(files, file), file, entity));
}

export function readInstances(files: DataFiles): readonly DataInstance[] {
  const listed = parseYaml(files.get('instances.yaml') ?? '[]') as readonly (Omit<DataInstance, 'about'> & {
    readonly about: string;
  })[];
  return listed.map(({ about, steps = [], ...instance }) => {
    const [entity = '', id = ''] = about.split('/');
    return { ...instance, about: { entity, id }, steps };
  });
}

// helpers //////////

const CREATED = '@created';

function textOf(files: DataFiles, name: string): string {
  const text = files.get(name);
  if (text === undefined) throw new Error(`The data have no file ${name}.`);
  return text;
}

function rowsOf(text: string, file: string, entity: string): DataRow[] {
  const records = parse(text, { columns: true, info: true, bom: true }) as unknown as readonly {
    readonly record: Readonly<Record<string, string>>;
    readonly info: { readonly lines: number };
  }[];
  return records.map(({ record, info }) => {
    const { id, ...columns } = record;
    if (!id) throw new Error(`${file}:${info.lines} has no id.`);
    const given = Object.entries(columns).filter(([, value]) => value !== '');
    const facts = given.filter(([name]) => name.startsWith('@') && name !== CREATED);
    const moves = facts.filter(([name]) => isStage(name));
    return {
      file,
      line: info.lines,
      entity,
      id,
      values: Object.fromEntries(given.filter(([name]) => !name.startsWith('@'))),
      created: record[CREATED] || null,
      moves: moves.flatMap(([name, value]) => movesOf(name.slice(1), value)),
      facts: Object.fromEntries(
        facts.filter(([name]) => !isStage(name)).map(([name, value]) => [name.slice(1), value]),
      ),
    };
  });
}

const PEOPLE_FACTS: ReadonlySet<string> = new Set(['@roles', '@demo']);

function isStage(column: string): boolean {
  return !PEOPLE_FACTS.has(column);
}

/** `qualification today-30 10:00; proposal today-22 15:30` */
function movesOf(field: string, text: string): StageMove[] {
  return text.split(';').map((move) => {
    const [stage = '', ...at] = move.trim().split(' ');
    return { field, stage, at: at.join(' ') };
  });
}
