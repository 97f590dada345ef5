/** Rules of retention: what is refused at publish, which records a rule is about. */
import { describe, expect, it } from 'vitest';
import { UNRESTRICTED } from '#metadata/query.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import { behindFilter, keptWhere, outlivedFilter } from '#metadata/retention.ts';
import { idsQuery } from '#metadata/rows.ts';
import { configuration } from '../../support/configuration.ts';

const entity = (rules: string) => `
fields:
  name:   {type: text, personal: true}
  closed: {type: date}
  state:  {type: choice, options: [open, lost]}
retention:
${rules}
`;

function problems(rules: string, more = ''): string[] {
  const files = { 'entities/lead.yaml': entity(rules).replace('personal: true', more || 'personal: true') };
  return buildRegistry(configuration(files)).problems.map(({ message }) => message);
}

function registry(rules: string): Registry {
  const built = buildRegistry(configuration({ 'entities/lead.yaml': entity(rules) }));
  expect(built.problems.map(({ message }) => message)).toEqual([]);
  return built.registry;
}

describe('what is refused', () => {
  it.each([
    ['  a: {since: name, after: P1Y, do: recycle}', 'no date'],
    ['  a: {since: gone, after: P1Y, do: recycle}', 'no field'],
    ['  a: {since: deleted_at, after: P1Y, do: recycle}', 'only be erased'],
    ["  a: {where: 'name + 1', since: closed, after: P1Y, do: recycle}", ''],
    ["  a: {where: 'string length(name) > 3', since: closed, after: P1Y, do: recycle}", ''],
  ])('%s', (rule, sentence) => {
    const said = problems(rule);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join(' ')).toContain(sentence);
  });

  it('anonymising without a personal field', () => {
    expect(problems('  a: {since: closed, after: P1Y, do: anonymise}', 'personal: false')).toEqual([
      'No field of lead is marked as personal.',
    ]);
  });

  it('spans with hours and empty ones, by the schema', () => {
    for (const after of ['PT5H', 'P', 'P0D', '-P1D'])
      expect(() =>
        configuration({ 'entities/lead.yaml': entity(`  a: {since: closed, after: ${after}, do: recycle}`) }),
      ).toThrow();
  });
});

it('is about records whose date is long enough ago, in the zone of the installation', () => {
  const model = registry('  a: {where: \'state = "lost"\', since: closed, after: P1Y2M1W3D, do: recycle}');
  const lead = model.entities.get('lead')!;
  const [rule] = lead.retention;
  const asker = {
    registry: model,
    rights: UNRESTRICTED,
    viewer: { personId: null, teamIds: [], departmentIds: [], language: 'en', zone: 'Europe/Kyiv' },
    // 23:30 in UTC is the next day in Kyiv
    clock: { now: Date.UTC(2026, 10, 22, 23, 30), zone: 'Europe/Kyiv' },
  };
  const filter = {
    kind: 'all',
    items: [outlivedFilter(rule!, lead, model), behindFilter(lead, null)],
  } as const;
  const { text, values } = idsQuery(lead, filter, asker, 10, keptWhere(rule!));
  expect(text).toMatch(/"closed" <= \$\d::date/);
  expect(values).toContain('2025-09-13');
  expect(values).toContain('lost');
});

it('looks into the recycle bin for what lies there', () => {
  const lead = registry('  bin: {since: deleted_at, after: P30D, do: erase}').entities.get('lead')!;
  expect(keptWhere(lead.retention[0]!)).toBe('deleted');
});
