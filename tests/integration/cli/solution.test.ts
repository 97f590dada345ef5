/** `potik plan`, `apply`, `pull` and `types` as a person calls them: words, exit codes, JSON, files and lines of mistakes. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedFolder } from '../../support/conformance/scenario.ts';
import { INVOICE_MAPPING } from '../../support/invoice-demo.ts';
import { type Potik, potik } from '../../support/potik.ts';

const SOLUTION = {
  'solution.yaml': 'key: shop\ntitle: Shop\nversion: 1.0.0\nlanguages: [en]\ncurrency: UAH\n',
  'entities/article.yaml': `# kept as it is written
title: "{name}"
fields:
  name:  {type: text, required: true}
  price: {type: money}
  made:  {type: date}
  kind:  {type: choice, options: [new, used]}
`,
};

describe('a solution', async () => {
  const run = await potik();
  const folder = run.write(SOLUTION, 'shop');
  const article = join(folder, 'entities/article.yaml');

  test('plan says what would change, and changes nothing', async () => {
    const said = await run('plan', folder);
    expect(said.code).toBe(0);
    expect(said.out).toContain('Entity "Article" added');
    expect(said.out).toMatch(/\d changes; applying them makes release \d/);
    expect((await run('plan', folder)).out).toBe(said.out);
  });

  test('apply publishes it; again there is nothing to do', async () => {
    const said = await run('apply', folder, '--note', 'First shop');
    expect(said).toMatchObject({ code: 0, err: '' });
    const [, release] = /^Release (\d+) is live\.$/.exec(said.out)!;
    const { rows } = await run.db.query('select note from potik.release where number = $1', [release]);
    expect(rows).toEqual([{ note: 'First shop' }]);
    const again = await run('apply', folder, '--json');
    expect(again.json()).toMatchObject({ ok: true, changed: false, release: Number(release) });
    expect((await run('plan', folder)).out).toBe(
      `Nothing to change; release ${release} is as the folder says.`,
    );
  });

  test('solutions are listed, packed, upgraded with decisions by name, and taken away', async () => {
    const next = run.write(
      {
        'solution.yaml': SOLUTION['solution.yaml'].replace('key: shop', 'key: depot'),
        'entities/place.yaml': 'title: "{name}"\nfields: {name: {type: text, label: Name}}\n',
      },
      'depot',
    );
    expect((await run('solutions', 'install', next, '--dry-run')).out).toContain('Entity "Place" added');
    expect((await run('solutions', 'install', next)).out).toContain('Installed depot 1.0.0: release');
    expect((await run('solutions', 'list')).out).toMatch(/^depot +1\.0\.0 +Shop: installed 1\.0\.0$/m);

    // changed here, and changed by the maker
    const place = join(next, 'entities/place.yaml');
    const written = readFileSync(place, 'utf8');
    writeFileSync(place, written.replace('label: Name', 'label: Ours'));
    await run('apply', next);
    writeFileSync(place, written.replace('label: Name', 'label: Theirs'));
    const refused = await run('solutions', 'install', next, '--strict');
    expect(refused).toMatchObject({ code: 1, err: '1 conflicts are not decided; nothing was changed.' });
    expect(refused.out).toContain('conflict: entity/place fields.name.label: ');
    expect((await run('solutions', 'install', next, '--theirs', 'nothing')).code).toBe(2);
    const done = await run('solutions', 'install', next, '--strict', '--theirs', 'all', '--json');
    expect(done.json()).toMatchObject({
      ok: true,
      changed: true,
      conflicts: [{ takes: 'theirs', ours: 'Ours' }],
    });

    const file = join(run.folder, 'depot.zip');
    expect((await run('solutions', 'pack', 'depot', '--to', file)).code).toBe(0);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect((await run('solutions', 'uninstall', 'depot')).out).toContain('depot is taken away');
    expect(await run('solutions', 'uninstall', 'depot')).toMatchObject({ code: 1 });
    expect((await run('solutions', 'away')).code).toBe(2);
  });

  test('what would be lost is said before it happens', async () => {
    writeFileSync(article, SOLUTION['entities/article.yaml'].replace('  made:  {type: date}\n', ''));
    const said = await run('plan', folder, '--json');
    expect(said.code).toBe(0);
    const { changes } = said.json();
    expect(changes).toHaveLength(1);
    expect(JSON.stringify(changes[0])).toContain('drop_field');
    writeFileSync(article, SOLUTION['entities/article.yaml']);
  });

  test('pull writes what is live; files that say the same keep their comments', async () => {
    const none = await run('pull', folder);
    expect(none).toMatchObject({ code: 0, out: 'Nothing to write; the folder says what is live.' });
    expect(readFileSync(article, 'utf8')).toContain('# kept as it is written');
    const fresh = join(run.folder, 'pulled');
    const said = await run('pull', fresh, '--solution', 'shop');
    expect(said.out).toContain('written  entities/article.yaml');
    expect((await run('plan', fresh)).out).toContain('Nothing to change');
    expect((await run('pull', fresh, '--json')).json()).toMatchObject({ written: [], removed: [] });
  });

  test('pull of what is not there', async () => {
    expect(await run('pull', join(run.folder, 'empty'), '--solution', 'nothing')).toMatchObject({
      code: 1,
      err: 'There is no solution "nothing".',
    });
    const unnamed = await run('pull', join(run.folder, 'empty'));
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toContain('Name the solution: --solution KEY.');
  });

  test('types compile under the strictest settings, and refuse wrong values', async () => {
    const file = join(run.folder, 'potik.ts');
    expect(await run('types', file)).toMatchObject({ code: 0 });
    expect((await run('types')).out).toBe(readFileSync(file, 'utf8').trimEnd());
    const use = join(run.folder, 'use.ts');
    writeFileSync(
      use,
      `import type { Article, ArticleInput, Entities } from './potik.ts';
export const made: ArticleInput = { name: 'Lamp', price: { amount: '12.50', currency: 'UAH' }, kind: 'used' };
export function label(article: Article): string { return article.name + (article.made ?? ''); }
export const key: keyof Entities = 'article';
// @ts-expect-error no such option
export const wrong: ArticleInput = { name: 'Lamp', kind: 'broken' };
// @ts-expect-error required
export const nameless: ArticleInput = { kind: 'new' };
`,
    );
    const program = ts.createProgram([use], {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      types: [],
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
  });
});

describe('mistakes in files are told with file, line and what was expected', async () => {
  const run = await potik();
  const broken = (path: string, text: string) => run.write({ ...SOLUTION, [path]: text }, `broken-${++made}`);
  let made = 0;

  test('YAML that is none', async () => {
    const said = await run('plan', broken('entities/article.yaml', 'title: "{name}"\nfields: {name: [\n'));
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toMatch(/error: entities\/article\.yaml:\d+:\d+: /);
  });

  test('an unknown type: which line, and the nearest that there is', async () => {
    const text = 'title: "{name}"\nfields:\n  name: {type: txet}\n';
    for (const command of ['plan', 'apply']) {
      const said = await run(command, broken('entities/article.yaml', text));
      expect(said.code).toBe(1);
      expect(said.err + said.out).toContain(
        'entities/article.yaml:3:3 fields.name: There is no field type "txet". Did you mean "text"?',
      );
    }
  });

  test('an unknown key, for machines', async () => {
    const text = 'title: "{name}"\nfeilds:\n  name: {type: text}\n';
    const said = await run('apply', broken('entities/article.yaml', text), '--json');
    expect(said.code).toBe(1);
    const { ok, code, extra } = said.json();
    expect({ ok, code }).toEqual({ ok: false, code: 'invalid_configuration' });
    expect(extra.problems).toContainEqual(
      expect.objectContaining({
        file: 'entities/article.yaml',
        line: 2,
        message: expect.stringContaining('"fields"'),
      }),
    );
  });

  test('a key that is written twice', async () => {
    const text = 'title: "{name}"\nfields:\n  name: {type: text}\n  name: {type: text}\n';
    const said = await run('apply', broken('entities/article.yaml', text));
    expect(said.code).toBe(1);
    expect(said.err).toContain('entities/article.yaml:4:3');
  });

  test('nothing, nowhere, too much', async () => {
    expect(await run('apply', join(run.folder, 'nowhere'))).toMatchObject({
      code: 1,
      err: `There is no file or folder ${join(run.folder, 'nowhere')}.`,
    });
    expect((await run('apply')).code).toBe(2);
    expect((await run('apply', '--fast', 'x')).code).toBe(2);
    const empty = run.write({ 'notes.txt': 'nothing to deploy' }, 'notes');
    expect(await run('plan', empty)).toMatchObject({
      code: 1,
      err: `${empty} holds neither a solution.yaml nor a BPMN or DMN model.`,
    });
    const solution = run.write(SOLUTION, 'whole');
    expect((await run('apply', solution, empty)).err).toContain('name nothing else beside it');
  });

  test('models: none, cut off, with a DOCTYPE, huge', async () => {
    const xml = (inner: string) =>
      `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">${inner}</bpmn:definitions>`;
    const tasks = Array.from({ length: 6000 }, (_, i) => `<bpmn:task id="t${i}"/>`).join('');
    const cases: [string, string, RegExp][] = [
      ['none', 'hello', /none\.bpmn: The file is no well-formed XML/],
      ['cut', xml('<bpmn:process id="p">').slice(0, -30), /cut\.bpmn: The file is no well-formed XML/],
      ['type', `<!DOCTYPE a [<!ENTITY b "c">]>${xml('')}`, /type\.bpmn: The file declares a document type/],
      ['many', xml(`<bpmn:process id="p" isExecutable="true">${tasks}</bpmn:process>`), /at most 5000/],
      ['huge', xml(' '.repeat(2_000_001)), /huge\.bpmn has 2\.0 MB; a model may have 2 MB at most/],
    ];
    for (const [name, text, sentence] of cases) {
      const folder = run.write({ [`${name}.bpmn`]: text }, `model-${name}`);
      const said = await run('apply', folder);
      expect(said.code).toBe(1);
      expect(said.err).toMatch(sentence);
      expect((await run('check', folder)).code).toBe(1);
    }
    const { rows } = await run.db.query('select count(*)::int as count from potik.process');
    expect(rows).toEqual([{ count: 0 }]);
  });
});

const shared = sharedFolder();
describe.skipIf(shared === null)("Camunda's invoice demo as it is", async () => {
  if (shared === null) return;
  const run: Potik = await potik();
  const demo = join(shared, 'data/bpmn/camunda-invoice');
  let mapping: string;
  beforeAll(() => {
    mapping = join(
      run.write({ 'invoice.task_types.yaml': INVOICE_MAPPING }, 'mapping'),
      'invoice.task_types.yaml',
    );
  });

  test('without a word about its Java class it is refused, with the element', async () => {
    const said = await run('apply', demo);
    expect(said.code).toBe(1);
    expect(said.err).toMatch(
      /invoice\.v2\.bpmn ServiceTask_1: .*ArchiveInvoiceService; map it to a task type/,
    );
  });

  test('with one it is published, the later version of a model alone', async () => {
    expect((await run('plan', demo, mapping)).code).toBe(0);
    const said = await run('apply', demo, mapping);
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('invoice.v2.bpmn is the later version of the process “invoice”');
    expect(said.out).toContain('invoice version 1: Invoice Receipt');
    expect(said.out).toContain('invoice-assign-approver version 1: Assign Approver Group');
    const again = await run('apply', demo, mapping, '--json');
    expect(again.json().processes).toEqual([
      expect.objectContaining({ key: 'invoice', version: 1, changed: false }),
      expect.objectContaining({ key: 'ReviewInvoice', version: 1, changed: false }),
    ]);
  });

  test('copied into one folder with the line about the class it is the same', async () => {
    const folder = run.write({ 'task_types/invoice.yaml': INVOICE_MAPPING }, 'together');
    for (const name of readdirSync(demo)) cpSync(join(demo, name), join(folder, name));
    expect((await run('plan', folder)).out).toContain('Nothing to change');
  });
});

test('the templates apply as they stand', async () => {
  const run = await potik();
  const crm = fileURLToPath(new URL('../../../templates/crm', import.meta.url));
  expect(await run('apply', crm)).toMatchObject({ code: 0, err: '' });
});
