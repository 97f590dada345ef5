/** Files that somebody wrote to hurt, with what must be said of each: for the API, the command line and the engine alone. */
import { bpmn, flows } from './process.ts';

const SMALL = bpmn(`<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${flows('start -> end')}`);

const laughs = Array.from(
  { length: 10 },
  (_, level) => `<!ENTITY l${level} "${level ? `&l${level - 1};`.repeat(10) : 'lol'}">`,
).join('');

const withDocumentType = (declarations: string, name: string) =>
  `<!DOCTYPE definitions [${declarations}]>${SMALL}`.replace('id="start"', `id="start" name="${name}"`);

export interface HostileFile {
  readonly what: string;
  readonly xml: string;
  /** The sentence that must come. */
  readonly says: RegExp;
}

export const HOSTILE_FILES: readonly HostileFile[] = [
  { what: 'nothing', xml: ' \n ', says: /The file is empty\./ },
  { what: 'a tag that is never closed', xml: SMALL.slice(0, -30), says: /no well-formed XML/ },
  {
    what: 'two attributes of one name',
    xml: SMALL.replace('id="start"', 'id="start" id="start"'),
    says: /no well-formed XML: .*attribute <id> already defined/,
  },
  {
    what: 'entities that explode',
    xml: withDocumentType(laughs, '&l9;'),
    says: /document type or entities, which are not allowed/,
  },
  {
    what: 'an entity that reads a file of the server',
    xml: withDocumentType('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'),
    says: /document type or entities, which are not allowed/,
  },
  {
    what: 'an entity that calls another server',
    xml: withDocumentType('<!ENTITY % x SYSTEM "http://169.254.169.254/latest/meta-data">%x;', ''),
    says: /document type or entities, which are not allowed/,
  },
  { what: '200,000 elements', xml: bpmn('<a/>'.repeat(200_000)), says: /more than 100000 XML elements/ },
  {
    what: 'a depth of 10,000',
    xml: bpmn('<bpmn:subProcess>'.repeat(10_000) + '</bpmn:subProcess>'.repeat(10_000)),
    says: /nested more than 50 deep/,
  },
  {
    what: '5,001 tasks in one process',
    xml: bpmn(Array.from({ length: 5_001 }, (_, at) => `<bpmn:task id="t${at}"/>`).join('')),
    says: /at most 5000 are allowed/,
  },
  {
    what: 'one id for two elements',
    xml: bpmn(`<bpmn:startEvent id="__proto__"/><bpmn:endEvent id="__proto__"/>`),
    says: /“__proto__” is used more than once/,
  },
  {
    what: 'a sub-process that contains itself by its flows',
    xml: bpmn(
      '<bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="in"/></bpmn:subProcess><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="in"/>',
    ),
    says: /“f” leaves its sub-process/,
  },
];
