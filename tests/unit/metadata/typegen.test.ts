/** Types of entities as TypeScript: what is read, what may be written. */
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { typesOf } from '#metadata/typegen.ts';
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
