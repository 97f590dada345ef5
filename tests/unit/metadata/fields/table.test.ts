/** Every field type against its sample: parsing, normal forms, expressions, columns, spreadsheets, schemas. */
import { describe, expect, it } from 'vitest';
import {
  CHOOSABLE_TYPES,
  columnValues,
  type Field,
  feelValue,
  parseText,
  parseValue,
  textOfValue,
  valueOfFeel,
  valueSchema,
} from '#metadata/field.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { OPERATORS } from '../../../../metadata/queries/operators.ts';
import { sampleConfiguration } from '../../../conformance/fields/sample-configuration.ts';
import { SAMPLES } from '../../../conformance/fields/samples.ts';

const { registry, problems } = buildRegistry(sampleConfiguration());
const sample = registry.entities.get('sample')!;
const fieldOf = (type: string): Field => sample.fields.get(`f_${type}`)!;
const conventions = { language: 'uk', zone: 'Europe/Kyiv', decimalMark: ',', dateOrder: 'dmy' } as const;

it('the sample configuration has no problems', () => {
  expect(problems).toEqual([]);
});

it('every type has a sample and every sample a type', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(CHOOSABLE_TYPES.map((type) => type.key).sort());
});

describe.each(CHOOSABLE_TYPES.map((type) => [type.key] as const))('%s', (key) => {
  const { good, bad, texts = [], badTexts = [] } = SAMPLES[key]!;
  const field = fieldOf(key);
  const { type } = field;

  it('takes good values in their normal form, and the normal form as it is', () => {
    for (const [wire, normal] of good) {
      expect(parseValue(field, wire)).toEqual({ ok: true, value: normal });
      if (normal !== null) expect(parseValue(field, normal)).toEqual({ ok: true, value: normal });
    }
  });

  it('refuses bad values with a code and a sentence that names the field', () => {
    for (const [wire, code] of bad) {
      const parsed = parseValue(field, wire);
      expect(parsed, JSON.stringify(wire)).toMatchObject({ ok: false, problem: { code } });
      if (!parsed.ok) {
        expect(parsed.problem.message).toContain(field.name);
        expect(parsed.problem.message).not.toMatch(/\{[a-z]+\}/);
      }
    }
  });

  it('treats null, undefined and "" as empty', () => {
    for (const wire of [null, undefined, ''])
      expect(parseValue(field, wire)).toEqual({ ok: true, value: null });
  });

  it('goes through columns without loss', () => {
    if (type.holders || type.sealed) return;
    for (const [, normal] of good) {
      const cells = columnValues(field, normal);
      expect(cells).toHaveLength(field.columns.length);
      if (normal !== null) expect(type.fromColumns(cells, field)).toEqual(normal);
    }
  });

  it('goes through expressions without loss', () => {
    if (type.holders || type.sealed) return;
    for (const [, normal] of good) {
      const back = valueOfFeel(field, feelValue(field, normal));
      // Words of formatted text are all that an expression sees.
      if (key === 'rich_text' || normal === null) expect(back.ok).toBe(true);
      else if (key === 'money')
        expect(back).toMatchObject({ ok: true, value: { amount: (normal as { amount: string }).amount } });
      else expect(back).toEqual({ ok: true, value: normal });
    }
  });

  it('refuses what is no value of the type from an expression', () => {
    const odd = valueOfFeel(field, { x: 'y' } as never);
    expect(odd.ok || key === 'json').toBe(key === 'json');
  });

  it('reads cells of spreadsheets and writes what it can read again', () => {
    for (const [cell, normal] of texts)
      expect(parseText(field, cell, conventions), cell).toEqual({ ok: true, value: normal });
    for (const cell of badTexts)
      expect(parseText(field, cell, conventions), cell).toMatchObject({ ok: false });
    const lossy = [
      'rich_text',
      'any_lookup',
      'file',
      'image',
      'secret',
      'signature',
      'lookup',
      'user',
      'parent',
    ];
    if (type.holders || lossy.includes(key)) return;
    for (const [, normal] of good) {
      if (normal === null) continue;
      expect(parseText(field, textOfValue(field, normal, conventions), conventions)).toEqual({
        ok: true,
        value: normal,
      });
    }
  });

  it('knows its operators, schema and names', () => {
    for (const operator of type.operators) expect(OPERATORS.has(operator), operator).toBe(true);
    expect(valueSchema(field)).toBeTypeOf('object');
    expect(type.typescript(field)).not.toBe('');
    for (const language of ['en', 'uk', 'ru'])
      expect((type.label as Record<string, string>)[language]).toBeTruthy();
  });
});
