/** Multipart bodies: small files into memory, with limits on number and size. Large uploads go through `files/`. */
import busboy from 'busboy';
import type { Request } from 'express';
import { Rejection } from '../rejection.ts';

export interface Upload {
  readonly field: string;
  readonly name: string;
  readonly content: Buffer;
}

export function readUploads(
  request: Request,
  limits: { readonly files: number; readonly bytes: number },
): Promise<{ files: Upload[]; fields: Record<string, string> }> {
  if (!request.is('multipart/form-data')) {
    throw new Rejection({
      status: 415,
      code: 'unsupported',
      message: 'Send the files as multipart/form-data.',
    });
  }
  return new Promise((resolve, reject) => {
    const files: Upload[] = [];
    const fields: Record<string, string> = Object.create(null);
    let refused: Rejection | null = null;
    const parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: limits.files, fileSize: limits.bytes, fields: 50, fieldSize: 100_000 },
    });
    const refuse = (status: 400 | 413, code: string, message: string) => {
      refused ??= new Rejection({ status, code, message });
    };
    parser.on('file', (field, stream, { filename }) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('limit', () =>
        refuse(413, 'too_large', `${filename} is larger than ${limits.bytes / 1_000_000} MB.`),
      );
      stream.on('close', () => files.push({ field, name: filename ?? field, content: Buffer.concat(parts) }));
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('filesLimit', () =>
      refuse(413, 'too_many', `At most ${limits.files} files can be sent at once.`),
    );
    parser.on('error', () =>
      reject(
        new Rejection({
          status: 400,
          code: 'bad_request',
          message: 'The upload was cut off or is not well-formed.',
        }),
      ),
    );
    parser.on('close', () => (refused ? reject(refused) : resolve({ files, fields })));
    request.pipe(parser);
  });
}
