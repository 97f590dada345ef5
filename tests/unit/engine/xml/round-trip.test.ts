/**
 * Diagrams of other tools, read and saved again as the designer does it, hold what they held. Left out may be what the standard's
 * schema says anyway (default values), and numbers may be written otherwise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { potikDescriptor } from '#engine/potik-descriptor.ts';
import { sharedFolder } from '../../../support/conformance/scenario.ts';

const shared = sharedFolder();
const folder = shared && join(shared, 'data/bpmn/miwg');
const moddle = new BpmnModdle({ potik: potikDescriptor });

const PREFIXES: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
};
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * What bpmn-moddle can't keep: a reference to something that isn't in the file, an expression written as `formalExpression` (it is
 * saved as `expression` of that type), an attribute that stands twice, with and without its namespace.
 */
const KNOWN: Readonly<Record<string, RegExp>> = {
  'C.8.1.bpmn': /#outMessageRef {2}triso:unspecified|xpression {2}manager|modeling#allowedValues/,
};

/** Every element with its attributes and its text, as often as it stands there. */
function facts(xml: string): Map<string, number> {
  const { document } = new JSDOM(xml, { contentType: 'text/xml' }).window;
  const found = new Map<string, number>();
  for (const element of document.querySelectorAll('*')) {
    const attributes = [...element.attributes]
      .filter(({ namespaceURI }) => namespaceURI !== XMLNS && namespaceURI !== XSI)
      .filter(({ localName, value }) => value !== defaultOf(element, localName))
      .map(({ namespaceURI, localName, value }) => `${namespaceURI ?? ''}#${localName}=${plain(value)}`)
      .sort();
    const text = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === 3 || nodeType === 4)
      .map(({ nodeValue }) => nodeValue)
      .join('')
      .trim();
    const fact = `${element.namespaceURI}#${element.localName} ${attributes.join(' ')} ${text}`;
    found.set(fact, (found.get(fact) ?? 0) + 1);
  }
  return found;
}

/** What the standard's schema says where the attribute is missing. */
function defaultOf({ namespaceURI, localName }: Element, attribute: string): string | undefined {
  const prefix = PREFIXES[namespaceURI ?? ''];
  if (!prefix) return undefined;
  try {
    const name = `${prefix}:${localName[0]!.toUpperCase()}${localName.slice(1)}`;
    const { propertiesByName } = moddle.getType(name).prototype.$descriptor;
    const value = propertiesByName[`${prefix}:${attribute}`]?.default;
    return value === undefined ? undefined : String(value);
  } catch {
    return undefined; // e.g. bpmn:incoming is no type but a property
  }
}

/** `100.0` and `100` are the same number; a line's end in an attribute is a space to an XML reader, and a line's end to those who draw. */
function plain(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value.replaceAll(/\s+/g, ' ').trim();
}

function missing(from: Map<string, number>, to: Map<string, number>): string[] {
  return [...from].filter(([fact, count]) => (to.get(fact) ?? 0) < count).map(([fact]) => fact);
}

describe.skipIf(!folder)('the reference diagrams of the BPMN Model Interchange Working Group', () => {
  it.each(folder ? readdirSync(folder).filter((name) => name.endsWith('.bpmn')) : [])(
    '%s is saved without loss',
    async (name) => {
      // given
      const xml = readFileSync(join(folder!, name), 'utf8').replace(/^\uFEFF/, '');

      // when
      const { rootElement } = await moddle.fromXML(xml);
      const saved = await moddle.toXML(rootElement, { format: true });

      // then
      const [before, after] = [facts(xml), facts(saved.xml)];
      const unknown = (fact: string) => !KNOWN[name]?.test(fact);
      expect({
        lost: missing(before, after).filter(unknown),
        made: missing(after, before).filter(unknown),
      }).toEqual({ lost: [], made: [] });
    },
  );
});
