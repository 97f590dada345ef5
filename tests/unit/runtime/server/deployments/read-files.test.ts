/** Loose files as definitions: names to kinds and keys, encodings, what replaces what. */
import { describe, expect, it } from 'vitest';
import { configurationOf, EMPTY } from '#metadata/definition.ts';
import {
  isDeployable,
  readGivenFiles,
  textOf,
} from '../../../../../runtime/server/deployments/read-files.ts';
import { bpmn } from '../../../../support/process.ts';

const file = (name: string, text: string) => ({ name, content: new TextEncoder().encode(text) });

describe('files of a deployment', () => {
  it('takes the id of the process as key, whatever the file is called', () => {
    const { definitions, files } = readGivenFiles(
      [file('Invoice v2 (final).bpmn', bpmn('', '', 'invoice'))],
      EMPTY,
    );
    expect(definitions).toMatchObject([{ kind: 'process', key: 'invoice', solution: 'local' }]);
    expect(files.get('process/invoice')).toBe('Invoice v2 (final).bpmn');
  });

  it('takes the place of the definition that holds the process, in its solution', () => {
    const live = configurationOf([
      { kind: 'process', key: 'billing', solution: 'crm', content: bpmn('<!-- old -->', '', 'invoice') },
    ]);
    const { definitions } = readGivenFiles([file('invoice.bpmn20.xml', bpmn('', '', 'invoice'))], live);
    expect(definitions).toMatchObject([{ key: 'billing', solution: 'crm' }]);
  });

  it('reads YAML that names its kind, and says where a file can not be one', () => {
    const { definitions, problems } = readGivenFiles(
      [
        file('archive.task_types.yaml', 'map: []'),
        file('roles/clerk.yaml', 'label: Clerk'),
        file('notes.yaml', 'a: 1'),
        file('page.html', '<p>Nothing to fill in</p>'),
      ],
      EMPTY,
    );
    expect(definitions.map(({ kind, key }) => `${kind}/${key}`)).toEqual([
      'task_types/archive',
      'role/clerk',
    ]);
    expect(problems).toMatchObject([
      { severity: 'error', file: 'notes.yaml' },
      { severity: 'warning', file: 'page.html' },
    ]);
    expect(['a/b/x.dmn', 'forms/x.yaml', 'readme.md', 'data.csv'].map(isDeployable)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('refuses one process in two files with both names', () => {
    const same = bpmn('', '', 'invoice');
    const { problems } = readGivenFiles([file('a.bpmn', same), file('b.bpmn', same)], EMPTY);
    expect(problems).toMatchObject([
      { code: 'doubled', message: 'b.bpmn and a.bpmn both hold the process “invoice”.' },
    ]);
  });

  it('reads the encoding a file declares', () => {
    const text = '<?xml version="1.0" encoding="windows-1251"?><a n="Ї"/>';
    const bytes = Uint8Array.from([...text].map((one) => (one === 'Ї' ? 0xaf : one.charCodeAt(0))));
    expect(textOf(bytes)).toBe(text);
    expect(textOf(new TextEncoder().encode('<a n="Ї"/>'))).toBe('<a n="Ї"/>');
    expect(textOf(Uint8Array.from([0xff, 0xfe, 0x3c, 0x00]))).toBe('<');
  });
});
