import { describe, expect, it } from 'vitest';
import { configurationOf, hasErrors, problemText } from '#metadata/definition.ts';
import { readSolution, writeSolution } from '#metadata/files.ts';
import { checkShape } from '../../../runtime/server/model/check-shape.ts';

const SOLUTION = 'key: crm\ntitle: {en: CRM}\nversion: 1.0.0\n';

function read(files: Record<string, string>) {
  return readSolution(new Map(Object.entries({ 'solution.yaml': SOLUTION, ...files })), checkShape);
}

/** Problems as the person reads them. */
function lines(files: Record<string, string>): string[] {
  return read(files).problems.map(problemText);
}

describe('reading a solution', () => {
  it('makes definitions with kind, key and solution from folders and file names', () => {
    // when
    const { definitions, problems } = read({
      'entities/deal.yaml': 'fields:\n  name: {type: text}\n',
      'processes/Approve.v2.bpmn': '<x/>',
      'README.md': '#',
      'data/deal.csv': 'a',
    });
    // then
    expect(problems).toEqual([]);
    expect(definitions.map(({ kind, key, solution }) => [kind, key, solution])).toEqual([
      ['entity', 'deal', 'crm'],
      ['process', 'Approve.v2', 'crm'],
      ['solution', 'crm', 'crm'],
    ]);
  });

  it.each([
    [
      'an unknown key, with the nearest',
      'fields:\n  name: {type: text, requird: true}',
      'entities/deal.yaml:2:22 fields.name.requird: "requird" is not known here. Did you mean "required"?',
    ],
    [
      'an unknown field type',
      'fields:\n  sum:\n    type: mony',
      'entities/deal.yaml:2:3 fields.sum: There is no field type "mony". Did you mean "money"?',
    ],
    [
      'a missing setting, in words',
      'fields:\n  stage: {type: stage}',
      'entities/deal.yaml:2:3 fields.stage: "pipeline" is missing. Key of the pipeline whose stages these are.',
    ],
    [
      'a wrong type',
      'fields:\n  n: {type: integer, min: few}',
      'entities/deal.yaml:2:22 fields.n.min: Expected a whole number. Smallest value allowed.',
    ],
    [
      'a key twice',
      'fields: {}\nfields: {}',
      'entities/deal.yaml:2:1 : This key stands here twice; keep one of them.'.replace(' :', ':'),
    ],
    ['a tab', 'fields:\n\tname: {type: text}', 'entities/deal.yaml:2:1: A tab can not indent; use spaces.'],
    [
      'an alias',
      'label: &a Deal\nplural: *a\nfields: {}',
      'entities/deal.yaml:2:9: Anchors and aliases (& and *) are not read; write the value out.',
    ],
    [
      'a key with capitals',
      'fields:\n  Name: {type: text}',
      'entities/deal.yaml:2:3 fields.Name: "Name" can not be a key here: small letters, digits and underscores are expected, beginning with a letter.',
    ],
    [
      'no map at all',
      '- a',
      'entities/deal.yaml:1:1: Expected keys with values. A kind of record with its fields (files entities/*.yaml).',
    ],
  ])('says file, line, column and what was expected for %s', (_, text, expected) => {
    expect(lines({ 'entities/deal.yaml': text })).toContain(expected);
  });

  it('names the folder that was meant and refuses files it does not know', () => {
    expect(lines({ 'entitis/deal.yaml': 'a: 1' })).toEqual([
      'entitis/deal.yaml: There is no kind of definition for the folder "entitis". Did you mean "entities"?',
    ]);
    expect(lines({ 'entities/Deal.yaml': 'fields: {}' })[0]).toContain('"Deal" can not be a key');
    expect(lines({ 'processes/x.yaml': 'a: 1' })).toEqual([
      'processes/x.yaml: A file in processes/ ends with .bpmn.',
    ]);
  });

  it('needs solution.yaml', () => {
    const { problems } = readSolution(new Map([['entities/a.yaml', 'fields: {}']]), checkShape);
    expect(hasErrors(problems)).toBe(true);
    expect(problems[0]!.file).toBe('solution.yaml');
  });

  it('leaves a definition out when its shape is wrong, and keeps the others', () => {
    const { definitions } = read({ 'entities/a.yaml': 'fields: 5', 'entities/b.yaml': 'fields: {}' });
    expect(definitions.map((definition) => definition.key)).toEqual(['b', 'crm']);
  });
});

describe('writing a solution', () => {
  const TEXT = `label: {en: Deal, uk: Угода}
title: "{name}"
fields:
  name: {type: text, required: true}
  source:
    type: choice
    label: {en: Source}
    options: {site: Web site, call: Call}
  due: {type: date}
unique: [[name, source]]
`;

  it('gives back what was read, byte for byte', () => {
    // given
    const { definitions } = read({ 'entities/deal.yaml': TEXT });
    // when
    const files = writeSolution(configurationOf(definitions), 'crm');
    // then
    expect(files.get('entities/deal.yaml')).toBe(TEXT);
    expect([...files.keys()]).toEqual(['entities/deal.yaml', 'solution.yaml']);
  });

  it('puts the keys of the top level in the order of the schema, and keeps the order of fields', () => {
    const { definitions } = read({
      'entities/deal.yaml': 'fields:\n  b: {type: text}\n  a: {type: text}\nlabel: Deal\n',
    });
    expect(writeSolution(configurationOf(definitions), 'crm').get('entities/deal.yaml')).toBe(
      'label: Deal\nfields:\n  b: {type: text}\n  a: {type: text}\n',
    );
  });

  it('keeps expressions, odd texts and long sentences readable for the reader', () => {
    // given
    const texts = [
      '= amount * 2',
      'yes: no',
      '# x',
      ' a',
      '1.0',
      'true',
      'null',
      'multi\nline',
      'x'.repeat(200),
      '"quoted"',
      'Їжак: «так»',
    ];
    const content = {
      label: 'Deal',
      fields: Object.fromEntries(texts.map((help, i) => [`f${i}`, { type: 'text', help }])),
    };
    const configuration = configurationOf([{ kind: 'entity', key: 'deal', solution: 'crm', content }]);
    // when
    const text = writeSolution(configuration, 'crm').get('entities/deal.yaml')!;
    // then
    expect(read({ 'entities/deal.yaml': text }).definitions[0]!.content).toEqual(content);
  });
});
