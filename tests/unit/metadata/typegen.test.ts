/** Types of entities as TypeScript: what is read, what may be written. */
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { buildRegistry } from '#metadata/registry.ts';
import { typesOf } from '#metadata/typegen.ts';
import { sampleConfiguration } from '../../conformance/fields/sample-configuration.ts';
import { SAMPLES } from '../../conformance/fields/samples.ts';
import { registry, SALES } from '../../support/configuration.ts';

const text = typesOf(registry(SALES));

it('is TypeScript without a mistake, with what is required, kept and lists told apart', () => {
  expect(transformSync(text, { loader: 'ts' }).warnings).toEqual([]);

  const read = text.slice(
    text.indexOf('export interface Deal {'),
    text.indexOf('export interface DealInput'),
  );
  expect(read).toContain('readonly name: string;');
  expect(read).toContain("readonly customer: Ref<'customer'>;");
  expect(read).toContain("readonly stage: 'new' | 'contract' | 'won' | 'lost'");
  const input = text.slice(text.indexOf('export interface DealInput'));
  expect(input.slice(0, input.indexOf('}\n'))).not.toContain('total');
  expect(text).toContain('  deal_line: DealLine;');
});

it('gives every field type a type that its values have, and refuses what they are not', () => {
  // given
  const { registry: sampled } = buildRegistry(sampleConfiguration());
  const values = [...sampled.entities.get('sample')!.fields.values()].flatMap((field) => {
    const sample = SAMPLES[field.type.key];
    const own = field.key === `f_${field.type.key}` && field.type.key !== 'children';
    return sample && own && !field.kept && sample.good[0]![1] !== null
      ? [`${field.key}: ${JSON.stringify(sample.good[0]![1])}`]
      : [];
  });

  // when
  const good = mistakesIn(`${typesOf(sampled)}\nexport const input: SampleInput = { ${values.join(', ')} };`);
  const bad = mistakesIn(
    `${typesOf(sampled)}\nexport const input: SampleInput = { f_text: 5, f_boolean: 'yes', f_unknown: 1 };`,
  );

  // then
  expect(values.length).toBeGreaterThan(30);
  expect(good).toEqual([]);
  expect(bad.length).toBeGreaterThan(1);
});

/** What the compiler says of a file of its own. */
function mistakesIn(source: string): string[] {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.ES2022);
  const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, noLib: false, types: [] };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(['types.ts'], options, {
    ...host,
    getSourceFile: (name, target) => (name === 'types.ts' ? file : host.getSourceFile(name, target)),
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
