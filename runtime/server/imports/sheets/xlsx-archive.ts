/** The parts of an XLSX file (ECMA-376, a ZIP archive). */
import { type Archive, openZip } from '../../files/zip-archive.ts';
import { Rejection } from '../../rejection.ts';

export function isArchive(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

export function openWorkbook(path: string, file: string): Promise<Archive> {
  return openZip({ source: path, file, unreadable: () => notXlsx(file) });
}

export function notXlsx(file: string): Rejection {
  const message = `${file} is no workbook that can be read. Save it as XLSX or CSV anew.`;
  return new Rejection({ status: 422, code: 'xlsx', message });
}
