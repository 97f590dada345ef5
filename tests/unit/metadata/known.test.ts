/** What the workspace is told of a configuration: nothing that speaks of what is hidden. */
import { describe, expect, it } from 'vitest';
import { knownTo } from '#metadata/known.ts';
import { registry, SALES } from '../../support/configuration.ts';

const shared = registry({
  ...SALES,
  'forms/deal.yaml': `
entity: deal
sections:
  - fields: [name, [amount, margin], {field: stage, show: margin > 5}]
  - label: Costs
    fields: [margin]
`,
  'views/margins.yaml': 'entity: deal\nwhere: margin > 10\ncolumns: [name, margin]\n',
  'views/lines.yaml': 'entity: deal_line\ncolumns: [product]\n',
  'views/sums.yaml': 'entity: deal\ncolumns: [name, margin, customer.name]\nsort: [-margin, name]\n',
  'roles/clerk.yaml': 'label: Clerk\nrecords: {customer: {see: all}}\n',
  'menus/sales.yaml': 'groups:\n  - items: [{entity: deal}]\n  - items: [{entity: customer}]\n',
});
const person = (...roles: string[]) => ({ personId: 'p', roles, unrestricted: false });
const known = (...roles: string[]) => {
  const { definitions, access } = knownTo(shared, person(...roles));
  // biome-ignore lint/suspicious/noExplicitAny: contents of several kinds
  const content = (id: string): any =>
    definitions.find(({ kind, key }) => `${kind}/${key}` === id)?.content ?? null;
  return { definitions, access, content, text: JSON.stringify(definitions) };
};

describe('the configuration as a person may know it', () => {
  it('is whole for who may design, but for what stays with the server', () => {
    const { content, definitions } = known('administrator');
    expect(content('entity/deal')).toEqual(shared.configuration.definitions.get('entity/deal')!.content);
    expect(definitions.filter(({ kind }) => kind === 'role').map(({ key }) => key)).toEqual([
      'administrator',
    ]);
  });

  it('tells of roles only the own ones, by name and menu', () => {
    const roles = known('seller', 'clerk').definitions.filter(({ kind }) => kind === 'role');
    expect(roles.map(({ key }) => key)).toEqual(['seller', 'clerk']);
    for (const { content } of roles)
      expect(['label', 'menu']).toEqual(expect.arrayContaining(Object.keys(content as object)));
  });

  it('names hidden fields nowhere', () => {
    const { content, text } = known('seller');
    expect(text).not.toContain('margin');
    expect(Object.keys(content('entity/deal').fields)).toContain('amount');
    expect(content('form/deal').sections).toEqual([{ fields: ['name', ['amount'], { field: 'stage' }] }]);
    expect(content('view/margins')).toBeNull();
    expect(content('view/sums')).toMatchObject({ columns: ['name', 'customer.name'], sort: ['name'] });
  });

  it('leaves out entities out of reach, and what leads to them', () => {
    const { access, content, text } = known('clerk');
    expect(Object.keys(access)).toContain('customer');
    expect(Object.keys(access)).not.toContain('deal');
    expect(content('entity/deal')).toBeNull();
    expect(content('pipeline/sales')).toBeNull();
    expect(Object.keys(content('entity/customer').fields)).not.toContain('deals');
    expect(content('menu/sales').groups).toEqual([{ items: [{ entity: 'customer' }] }]);
    expect(text).not.toContain('deal');
  });

  it('shows a calculated value without telling how it is made', () => {
    expect(known('clerk').content('entity/customer').fields.revenue).toEqual({
      type: 'money',
      read_only: true,
    });
    expect(known('clerk').content('entity/customer').fields.rank).toMatchObject({
      formula: expect.any(String),
    });
  });
});
