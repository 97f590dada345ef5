/** The files of an import in their order, as YAML says: entity, id column, columns of the fields. For `potik import --map`. */
import { parseDocument } from 'yaml';
import { Rejection } from '../rejection.ts';
import type { ImportInput } from './import-file.ts';

export type PlannedFile = Omit<ImportInput, 'content' | 'conventions'>;

export function readImportPlan(text: string, name: string): readonly PlannedFile[] {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) throw wrong(name, document.errors[0]!.message);
  const files: unknown = document.toJS();
  if (!Array.isArray(files) || files.length === 0)
    throw wrong(name, 'A list of files is expected, each with file and entity.');
  return files.map((file, i) => plannedFile(file, `${name}, file ${i + 1}`));
}

// helpers //////////

const TEXTS = ['file', 'encoding', 'entity', 'empty', 'unquoted'];
const TEXTS_BY_NAME = ['columns', 'set'];

function plannedFile(given: unknown, place: string): PlannedFile {
  if (typeof given !== 'object' || given === null) throw wrong(place, 'Keys with values are expected.');
  for (const [key, value] of Object.entries(given)) {
    if (key === 'id') {
      if (![value].flat().every((one) => typeof one === 'string'))
        throw wrong(place, '"id" is the name of a column, or a list of them.');
      continue;
    }
    if (TEXTS.includes(key)) {
      if (typeof value !== 'string') throw wrong(place, `"${key}" is a text.`);
    } else if (TEXTS_BY_NAME.includes(key)) {
      const texts = typeof value === 'object' && value !== null ? Object.values(value) : [null];
      if (!texts.every((one) => typeof one === 'string'))
        throw wrong(place, `"${key}" holds texts by field.`);
    } else
      throw wrong(
        place,
        `"${key}" is not known here. Known: id, ${[...TEXTS, ...TEXTS_BY_NAME].join(', ')}.`,
      );
  }
  const { file, entity } = given as Partial<PlannedFile>;
  if (file === undefined || entity === undefined) throw wrong(place, 'A file needs "file" and "entity".');
  return given as PlannedFile;
}

function wrong(place: string, message: string): Rejection {
  return new Rejection({ status: 422, code: 'import_plan', message: `${place}: ${message}` });
}
