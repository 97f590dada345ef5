/** XML parts of a workbook, read as they are unpacked. No DOCTYPE, no entities but XML's own; memory holds a part of the text. */
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import type { Rejection } from '../../rejection.ts';

export interface XmlReader {
  /** Local name of the element, and its attributes by local name. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Calls the reader as the text comes in, and yields after each part of it, so that what was read can be taken away. */
export async function* readXml(
  content: Readable,
  reader: XmlReader,
  broken: () => Rejection,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let fault: Error | null = null;
  parser.on('error', (error) => {
    fault ??= error;
  });
  parser.on('doctype', () => {
    fault ??= new Error('a DOCTYPE');
  });
  parser.on('opentag', ({ local, attributes }) => {
    reader.open(
      local,
      Object.fromEntries(Object.values(attributes).map((attribute) => [attribute.local, attribute.value])),
    );
  });
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', ({ local }) => reader.close(local));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of content as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(part, { stream: true }));
      if (fault) break;
      yield;
    }
    if (!fault) {
      parser.write(decoder.decode()).close();
      yield;
    }
  } catch (error) {
    // What the caller does between two parts is no mistake of the file.
    if ((error as { detail?: unknown }).detail !== undefined) throw error;
    throw broken();
  } finally {
    content.destroy();
  }
  if (fault) throw broken();
}
