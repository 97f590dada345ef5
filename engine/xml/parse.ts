/** Text to a tree of BPMN elements. Never throws: what is wrong with the text goes to the report. */
import { BpmnModdle } from 'bpmn-moddle';
import { guardXml } from './guard.ts';
import type { Moddle } from './moddle.ts';
import type { Report } from './report.ts';

/** Knows BPMN only; it keeps nothing from file to file. */
const MODDLE = new BpmnModdle();

/** References without which the flow has a hole, or an event no meaning; for all others a text serves, or nothing. */
const FLOW_REFERENCES = new Set([
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'default',
  'signalRef',
  'escalationRef',
]);

interface Warning {
  readonly message: string;
  readonly property?: string;
  readonly value?: string;
  readonly element?: Moddle;
}

export interface Parsed {
  readonly definitions: Moddle;
  /** Texts of references that lead nowhere, by element and property. */
  readonly unresolved: ReadonlyMap<Moddle, Readonly<Record<string, string>>>;
}

/** The definitions, or null when the text can't be read at all. */
export async function parse(xml: string, report: Report): Promise<Parsed | null> {
  const fault = guardXml(xml);
  if (fault !== null) {
    report.error(fault.code, undefined, fault.params);
    return null;
  }
  try {
    const { rootElement, warnings, elementsById } = await MODDLE.fromXML(xml, 'bpmn:Definitions');
    const unresolved = new Map<Moddle, Record<string, string>>();
    const byId = new Map<string, Moddle>(Object.entries(elementsById));
    for (const warning of warnings as Warning[]) {
      if (!resolveQualified(warning, byId)) classify(warning, report, unresolved);
    }
    return { definitions: rootElement as Moddle, unresolved };
  } catch (error) {
    const { message, warnings = [] } = error as Error & { warnings?: Warning[] };
    for (const warning of warnings) classify(warning, report, new Map());
    if (/failed to parse document as <bpmn:Definitions>/.test(message))
      report.error('xml.not_bpmn', undefined);
    else report.error('xml.malformed', undefined, { reason: sentence(message) });
    return null;
  }
}

// helpers //////////

/** What the parser calls unparsable content may be no XML at all: an element whose attributes nobody can read would be left out. */
const BROKEN_ATTRIBUTE =
  /nested error: (attribute <.*> already defined|illegal (first char attribute name|attribute name char|character after attribute)|missing (attribute value|closing quotes))/;

/** A reference may be a qualified name (`tns:order`), which bpmn-moddle takes for a mere text. */
function resolveQualified(
  { message, property, value, element }: Warning,
  byId: ReadonlyMap<string, Moddle>,
): boolean {
  const local = /^unresolved reference/.test(message) ? /^[^:]+:(.+)$/.exec(value ?? '')?.[1] : undefined;
  const target = local === undefined ? undefined : byId.get(local);
  if (target === undefined || element === undefined || property === undefined) return false;
  (element as Record<string, unknown>)[property.replace(/^\w+:/, '')] = target;
  return true;
}

/** What bpmn-moddle warns of: an error only where something would have to be executed (DECISIONS 16). */
function classify(
  { message, property, value, element }: Warning,
  report: Report,
  references: Map<Moddle, Record<string, string>>,
): void {
  const unresolved = /^unresolved reference <(.*)>/.exec(message);
  if (unresolved !== null) {
    const name = (property ?? '').replace(/^\w+:/, '');
    const isFlow = FLOW_REFERENCES.has(name) && element?.$type !== 'bpmn:Association';
    const text = value ?? unresolved[1]!;
    if (element) references.set(element, { ...references.get(element), [name]: text });
    const tell = isFlow ? report.error : report.warn;
    tell('reference.unresolved', element?.id, { value: text, property: name });
    return;
  }
  const duplicate = /duplicate ID <(.*?)>/i.exec(message);
  const encoding = /^unsupported document encoding <(.*?)>/.exec(message);
  if (duplicate !== null) report.error('id.duplicate', duplicate[1]!);
  else if (encoding !== null) report.warn('xml.encoding', undefined, { encoding: encoding[1]! });
  else if (
    BROKEN_ATTRIBUTE.test(message) ||
    (/unclosed|unexpected|missing|closing tag|malformed|illegal/i.test(message) &&
      !/^unparsable content/.test(message))
  )
    report.error('xml.malformed', undefined, { reason: sentence(message) });
  else report.warn('xml.unknown', undefined, { reason: sentence(message) });
}

/** In one line, without the parser's indentation. */
function sentence(message: string): string {
  return message.replace(/\s*\n\s*/g, '; ').slice(0, 300);
}
