import { describe, expect, it } from 'vitest';
import { applyChanges, type Change } from '#metadata/change.ts';
import type { Configuration } from '#metadata/definition.ts';
import { conflictName, type Side } from '#metadata/merge.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { upgrade } from '#metadata/upgrade.ts';
import { configuration } from '../../support/configuration.ts';

const FILES = {
  'entities/client.yaml':
    'title: "{name}"\nfields: {name: {type: text}, city: {type: text, label: City}, phone: {type: text}}',
  'forms/client.yaml':
    'entity: client\nsections:\n  - {label: Main, fields: [name, city]}\n  - {label: Contact, fields: [phone]}',
  'views/clients.yaml': 'entity: client\ncolumns: [name, city, phone]',
};
const NEXT = {
  'entities/client.yaml':
    'title: "{name}"\nfields: {name: {type: text}, town: {type: text, label: Town, was: city}, phone: {type: text}, email: {type: text}}',
  'forms/client.yaml':
    'entity: client\nsections:\n  - {label: Main, fields: [name, town]}\n  - {label: Contact, fields: [phone, email]}',
  'views/clients.yaml': 'entity: client\ncolumns: [name, town, email]',
};

const [first, next] = [configuration(FILES), configuration(NEXT)];

function changed(...changes: Change[]): Configuration {
  const applied = applyChanges(first, changes);
  if (!applied.ok) throw new Error(applied.message);
  return applied.configuration;
}

function upgraded(live: Configuration, since: readonly Change[] = [], decisions: Record<string, Side> = {}) {
  const made = upgrade({
    solution: 'test',
    live,
    base: first,
    delivered: next,
    since,
    decisions: new Map(Object.entries(decisions)),
  });
  expect(buildRegistry(made.configuration).problems.filter(({ severity }) => severity === 'error')).toEqual(
    [],
  );
  const content = (id: string) =>
    made.configuration.definitions.get(id)!.content as Record<string, Record<string, unknown>>;
  return { content, conflicts: made.conflicts, fields: Object.keys(content('entity/client').fields!) };
}

const form = (sections: unknown): Change => ({
  change: 'put',
  kind: 'form',
  key: 'client',
  solution: 'test',
  content: { entity: 'client', sections } as never,
});

describe('an upgrade', () => {
  it('takes everything where nothing was changed here', () => {
    const { configuration: made, conflicts } = upgrade({
      solution: 'test',
      live: first,
      base: first,
      delivered: next,
      since: [],
    });
    expect(conflicts).toEqual([]);
    expect([...made.definitions].sort()).toEqual([...next.definitions].sort());
  });

  it('keeps fields and layout made here, where the maker renames a field and changes the same form', () => {
    const live = changed(
      {
        change: 'add_field',
        definition: 'entity/client',
        field: 'vip',
        content: { type: 'boolean' },
        before: 'phone',
      },
      form([
        { label: 'Main', fields: ['name', 'city', 'vip'] },
        { label: 'Contact', fields: ['phone'] },
        { label: 'Ours', fields: ['created_at'] },
      ]),
    );
    const { content, conflicts, fields } = upgraded(live);
    expect(conflicts).toEqual([]);
    expect(fields).toEqual(['name', 'town', 'vip', 'phone', 'email']);
    expect(content('form/client').sections).toEqual([
      { label: 'Main', fields: ['name', 'town', 'vip'] },
      { label: 'Contact', fields: ['phone', 'email'] },
      { label: 'Ours', fields: ['created_at'] },
    ]);
    expect(content('view/clients').columns).toEqual(['name', 'town', 'email']);
  });

  it('follows what was renamed here; renamed on both sides, the maker has the last word and the values stay', () => {
    const phone: Change = { change: 'rename_field', definition: 'entity/client', field: 'phone', to: 'tel' };
    const city: Change = { change: 'rename_field', definition: 'entity/client', field: 'city', to: 'place' };
    const { content, conflicts, fields } = upgraded(changed(phone, city), [phone, city]);
    expect(conflicts).toEqual([]);
    expect(fields).toEqual(['name', 'town', 'tel', 'email']);
    expect((content('entity/client').fields as Record<string, unknown>).town).toMatchObject({ was: 'place' });
    expect(content('form/client').sections).toMatchObject([{}, { fields: ['tel', 'email'] }]);
  });

  it('tells what both sides changed, with the path; here wins unless it is decided otherwise', () => {
    const live = changed({
      change: 'set_field',
      definition: 'entity/client',
      field: 'city',
      content: { type: 'text', label: 'Place' },
    });
    const mine = upgraded(live);
    expect(mine.conflicts.map(conflictName)).toEqual(['entity/client fields.town.label']);
    expect(mine.conflicts[0]).toMatchObject({ ours: 'Place', theirs: 'Town', takes: 'ours' });
    expect((mine.content('entity/client').fields as Record<string, unknown>).town).toMatchObject({
      label: 'Place',
    });
    const theirs = upgraded(live, [], { 'entity/client fields.town.label': 'theirs' });
    expect(theirs.conflicts[0]).toMatchObject({ takes: 'theirs' });
    expect((theirs.content('entity/client').fields as Record<string, unknown>).town).toMatchObject({
      label: 'Town',
    });
  });
});
