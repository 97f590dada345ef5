/** Multipart bodies: small files into memory, with limits on number and size; one large file as a stream. */
import type { Readable } from 'node:stream';
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
  demandMultipart(request);
  return new Promise((resolve, reject) => {
    const files: Upload[] = [];
    const fields: Record<string, string> = Object.create(null);
    let refused: Rejection | null = null;
    const parser = parserOf(request, limits);
    parser.on('file', (field, stream, { filename }) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      // The parser breaks with it and says so; an error nobody hears would end the process.
      stream.on('error', () => {});
      stream.on('limit', () => {
        refused ??= tooLarge(filename, limits.bytes);
      });
      stream.on('close', () => files.push({ field, name: filename ?? field, content: Buffer.concat(parts) }));
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('filesLimit', () => {
      refused ??= new Rejection({
        status: 413,
        code: 'too_many',
        message: `At most ${limits.files} files can be sent at once.`,
      });
    });
    parser.on('error', () => reject(cutOff()));
    parser.on('close', () => (refused ? reject(refused) : resolve({ files, fields })));
    feed(parser, request);
  });
}

/** The first file as it comes in; null where none was sent. What is too large breaks the stream with its refusal. */
export function receiveFile<T>(
  request: Request,
  { bytes }: { readonly bytes: number },
  deed: (file: { readonly name: string; readonly content: Readable }) => Promise<T>,
): Promise<T | null> {
  demandMultipart(request);
  return new Promise((resolve, reject) => {
    let done: Promise<T> | null = null;
    const parser = parserOf(request, { files: 1, bytes });
    parser.on('file', (field, stream, { filename }) => {
      stream.on('limit', () => stream.destroy(tooLarge(filename, bytes)));
      done = deed({ name: filename ?? field, content: stream });
      // Whatever comes behind a refusal is read and thrown away, so that the answer reaches the sender.
      done.catch((error) => {
        stream.resume();
        reject(error);
      });
    });
    parser.on('error', () => reject(cutOff()));
    parser.on('close', () => {
      if (done) done.then(resolve, reject);
      else resolve(null);
    });
    feed(parser, request);
  });
}

// helpers //////////

function demandMultipart(request: Request): void {
  if (request.is('multipart/form-data')) return;
  throw new Rejection({
    status: 415,
    code: 'unsupported',
    message: 'Send the files as multipart/form-data.',
  });
}

function parserOf(request: Request, { files, bytes }: { readonly files: number; readonly bytes: number }) {
  return busboy({
    headers: request.headers,
    defParamCharset: 'utf8',
    limits: { files, fileSize: bytes, fields: 50, fieldSize: 100_000 },
  });
}

/** A sender that goes away before the end breaks the parser, and with it whatever reads from it. */
function feed(parser: busboy.Busboy, request: Request): void {
  const end = () => {
    if (!request.complete) parser.destroy(cutOff());
  };
  if (request.destroyed) end();
  else request.once('close', end).pipe(parser);
}

function tooLarge(name: string | undefined, bytes: number): Rejection {
  const message = `${name ?? 'The file'} is larger than ${bytes / 1_000_000} MB.`;
  return new Rejection({ status: 413, code: 'too_large', message });
}

function cutOff(): Rejection {
  const message = 'The upload was cut off or is not well-formed.';
  return new Rejection({ status: 400, code: 'bad_request', message });
}
