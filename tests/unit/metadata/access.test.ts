import { describe, expect, it } from 'vitest';
import { accessSummary, menusOf, rightReasons, rightsOf } from '#metadata/access.ts';
import { registry, SALES } from '../../support/configuration.ts';

const sales = registry(SALES);
const entity = (key: string) => sales.entities.get(key)!;
const holder = (...roles: string[]) => ({ personId: 'p', roles, unrestricted: false });
const EVERYTHING = { kind: 'all', items: [] };
const NOTHING = { kind: 'any', items: [] };

describe('rights', () => {
  it('permit nothing that no role permits', () => {
    const rights = rightsOf(sales, holder());
    expect(rights.see(entity('deal'))).toEqual(NOTHING);
    expect(rights.field(entity('deal'), entity('deal').fields.get('name')!)).toBe('hidden');
    expect(rights.process('approve')).toBe('none');
    expect(rights.deeds.size).toBe(0);
  });

  it('of everyone are held by each person, but not by outsiders', () => {
    const outside = registry({
      ...SALES,
      'roles/partner.yaml': 'external: true\nrecords: {deal: {see: own}}',
    });
    expect(rightsOf(sales, holder('seller')).see(entity('user'))).toEqual(EVERYTHING);
    expect(rightsOf(outside, holder('partner')).see(outside.entities.get('user')!)).toEqual(NOTHING);
    expect(
      rightsOf(sales, { personId: null, roles: ['seller'], unrestricted: false }).see(entity('user')),
    ).toEqual(NOTHING);
  });

  it('of an administrator are all, kept fields excepted', () => {
    const rights = rightsOf(sales, holder('administrator'));
    expect(rights.may('delete', entity('deal'))).toEqual(EVERYTHING);
    expect(rights.write(entity('deal'), entity('deal').fields.get('margin')!, 'edit')).toBe('open');
    expect(rights.write(entity('deal'), entity('deal').fields.get('total')!, 'edit')).toBe('hidden');
    expect(rights.deeds.has('design')).toBe(true);
  });

  it('add up over roles', () => {
    const rights = rightsOf(sales, holder('seller', 'director'));
    expect(rights.may('delete', entity('deal'))).toEqual(EVERYTHING);
    expect(rights.field(entity('deal'), entity('deal').fields.get('margin')!)).toBe('open');
  });

  it('of an entity that is part of another follow it where the role is silent', () => {
    const rights = rightsOf(sales, holder('seller'));
    expect(rights.see(entity('deal_line'))).toMatchObject({
      kind: 'of',
      entity: entity('deal'),
      where: { kind: 'owned', by: 'teams' },
    });
    expect(rights.may('create', entity('deal_line'))).toMatchObject({
      kind: 'of',
      where: { kind: 'owned', by: 'me' },
    });
    expect(rightsOf(sales, holder('director')).see(entity('deal_contacts'))).toEqual(EVERYTHING);
  });

  it('hide a calculated field that would give a hidden one away, unless a role says otherwise', () => {
    const files = {
      ...SALES,
      'entities/deal.yaml': `${SALES['entities/deal.yaml']!.replace('loss_reason:', 'share: {type: decimal, formula: margin / 100}\n  again: {type: decimal, formula: share * 2}\n  loss_reason:')}`,
    };
    const hidden = registry(files);
    const open = registry({
      ...files,
      'roles/seller.yaml': SALES['roles/seller.yaml']!.replace(
        'margin: hidden',
        'margin: hidden, share: read',
      ),
    });
    const rightOn = (made: typeof sales, key: string) => {
      const deal = made.entities.get('deal')!;
      return rightsOf(made, holder('seller')).field(deal, deal.fields.get(key)!);
    };
    expect([rightOn(hidden, 'share'), rightOn(hidden, 'again')]).toEqual(['hidden', 'hidden']);
    expect([rightOn(open, 'share'), rightOn(open, 'again')]).toEqual(['open', 'open']);
  });

  it('of a task open its record with the fields of its form, and no others', () => {
    const id = '01934b2e-7c11-7000-8000-000000000009';
    const rights = rightsOf(sales, {
      ...holder(),
      grants: [{ entity: 'deal', ids: [id], read: ['name'], write: ['amount'] }],
    });
    const deal = entity('deal');
    const field = (key: string) => deal.fields.get(key)!;
    expect(rights.see(deal)).toEqual({ kind: 'ids', ids: [id] });
    expect(rights.may('edit', deal)).toEqual({ kind: 'ids', ids: [id] });
    expect(rights.may('delete', deal)).toEqual(NOTHING);
    expect([
      rights.field(deal, field('name')),
      rights.field(deal, field('amount')),
      rights.field(deal, field('margin')),
    ]).toEqual(['open', 'open', 'hidden']);
    expect([rights.write(deal, field('amount'), 'edit'), rights.write(deal, field('name'), 'edit')]).toEqual([
      'open',
      'hidden',
    ]);
  });
});

describe('what the apps are told', () => {
  it('is, for each entity, what may be done and which fields are not simply written', () => {
    const summary = accessSummary(sales, holder('seller'));
    expect(summary.deal).toEqual({
      see: 'some',
      create: 'all',
      edit: 'some',
      delete: 'none',
      export: 'some',
      fields: { margin: 'hidden', loss_reason: 'read' },
    });
    expect(summary.user).toMatchObject({ see: 'all', create: 'none', edit: 'some' });
    expect(summary.team!.see).toBe('all');
  });

  it('names the reasons role by role', () => {
    const reasons = rightReasons(sales, holder('seller'), 'see', entity('customer'));
    expect(reasons.map(({ role, scope }) => [role, scope])).toEqual([
      ['seller', 'segment != "vip" or owner_id = me'],
      ['everyone', 'none'],
    ]);
    expect(rightReasons(sales, holder('seller'), 'see', entity('deal_line'))[0]).toMatchObject({
      role: 'seller',
      scope: 'as deal',
    });
  });

  it('finds the menus of the roles', () => {
    const made = registry({
      ...SALES,
      'menus/sales.yaml': 'groups: [{items: [{view: open_deals}]}]',
      'roles/seller.yaml': `${SALES['roles/seller.yaml']}menu: sales\n`,
    });
    expect(menusOf(made, holder('seller', 'director'))).toEqual(['sales']);
  });
});
