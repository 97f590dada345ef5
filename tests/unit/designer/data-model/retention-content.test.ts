import { describe, expect, it } from 'vitest';
import {
  addRule,
  datedFields,
  deedsOf,
  removeRule,
  setRule,
  spanOf,
  spanText,
} from '../../../../designer/data-model/retention-content.ts';
import { registry } from '../../../support/configuration.ts';

const entities = registry({
  'entities/lead.yaml': `title: "{name}"
fields: {name: {type: text, personal: true}, closed: {type: date}}
`,
  'entities/thing.yaml': 'title: "{name}"\nfields: {name: {type: text}}',
}).entities;
const [lead, thing] = [entities.get('lead')!, entities.get('thing')!];

describe('a span', () => {
  it.each([
    ['P6M', { count: 6, unit: 'months' }],
    ['P30D', { count: 30, unit: 'days' }],
    ['P2W', { count: 2, unit: 'weeks' }],
    ['P5Y', { count: 5, unit: 'years' }],
  ] as const)('%s is a number of one unit, there and back', (text, span) => {
    expect(spanOf(text)).toEqual(span);
    expect(spanText(span)).toBe(text);
  });

  it('of several units is none', () => {
    expect(spanOf('P1Y6M')).toBeNull();
  });

  it('is never empty, nor longer than the schema takes', () => {
    expect(spanText({ count: 0, unit: 'days' })).toBe('P1D');
    expect(spanText({ count: 123456, unit: 'days' })).toBe('P9999D');
  });
});

describe('a rule', () => {
  it('counts from a date people fill in, else from a moment of the platform', () => {
    expect(datedFields(lead).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['closed', 'created_at', 'deleted_at']),
    );
    expect(addRule(undefined, lead)).toEqual({ rule_1: { since: 'closed', after: 'P5Y', do: 'recycle' } });
    expect(addRule(undefined, thing).rule_1!.since).toBe('created_at');
  });

  it('gets a key that is free', () => {
    const one = addRule(undefined, lead);
    expect(Object.keys(addRule({ rule_2: one.rule_1! }, lead))).toEqual(['rule_2', 'rule_3']);
  });

  it('erases what lies in the bin, and anonymises only where something is personal', () => {
    expect(deedsOf(lead, 'deleted_at')).toEqual(['erase']);
    expect(deedsOf(lead, 'closed')).toContain('anonymise');
    expect(deedsOf(thing, 'created_at')).not.toContain('anonymise');
    const rule = { since: 'deleted_at', after: 'P30D', do: 'recycle', where: '', locked: false } as const;
    expect(setRule({}, 'bin', rule)).toEqual({ bin: { since: 'deleted_at', after: 'P30D', do: 'erase' } });
  });

  it('says what else goes whole only where it anonymises', () => {
    const rule = { since: 'closed', after: 'P1Y', do: 'anonymise', also: ['notes'] } as const;
    const set = (parts: object) => setRule({}, 'old', { ...rule, ...parts } as never).old;
    expect(set({})).toEqual(rule);
    expect(set({ also: [] })).not.toHaveProperty('also');
    expect(set({ do: 'recycle' })).not.toHaveProperty('also');
  });

  it('that was the last leaves nothing behind', () => {
    expect(removeRule(addRule(undefined, lead), 'rule_1')).toBeUndefined();
  });
});
