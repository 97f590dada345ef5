import { describe, expect, it } from 'vitest';
import {
  becomesOf,
  type Join,
  joinable,
  joinChange,
  unionOf,
} from '../../../../designer/data-model/join-content.ts';
import { registry } from '../../../support/configuration.ts';

const lead = registry({
  'entities/lead.yaml': `title: "{name}"
fields:
  name: {type: text}
  source: {type: choice, options: {web: Web, fair: Fair}}
  origin: {type: choice, options: {site: Site, web: Internet}}
  size: {type: choice, options: {big: Big}, formula: '"big"'}
`,
}).entities.get('lead')!;
const [source, origin] = ['source', 'origin'].map((key) => lead.fields.get(key)!) as [never, never];

describe('two choices that become one', () => {
  it('are choices that people fill in', () => {
    expect(joinable(lead, source).map(({ key }) => key)).toEqual(['origin']);
  });

  it('have the options of both, each once, with the words of the first', () => {
    expect(unionOf({ web: 'Web', fair: 'Fair' }, { site: 'Site', web: 'Internet' })).toEqual({
      web: 'Web',
      fair: 'Fair',
      site: 'Site',
    });
  });

  it('an option becomes its namesake unless something else is said, and nothing where that is no option', () => {
    // given
    const join: Join = { second: origin, options: { web: 'Web', fair: 'Fair' }, said: { site: 'fair' } };

    // then
    expect(becomesOf(join, 'web')).toBe('web');
    expect(becomesOf({ ...join, said: {} }, 'site')).toBeNull();
    expect(joinChange(lead, source, join)).toEqual({
      change: 'join_choices',
      definition: 'entity/lead',
      field: 'source',
      content: { type: 'choice', options: { web: 'Web', fair: 'Fair' } },
      second: 'origin',
      values: { site: 'fair', web: 'web' },
    });
  });

  it('are no change while nothing of the second would stay', () => {
    const join: Join = { second: origin, options: { fair: 'Fair' }, said: {} };
    expect(joinChange(lead, source, join)).toBeNull();
  });
});
