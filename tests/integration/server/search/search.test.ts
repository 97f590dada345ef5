import { describe, expect, it } from 'vitest';
import { createSearch } from '../../../../runtime/server/search/search.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/letter.yaml': `title: "{subject}"
fields:
  subject: {type: text}
  body: {type: rich_text, search: true}
  notes: {type: long_text, search: true}
  secret: {type: long_text, search: true}
  status: {type: choice, options: [open, closed]}
`,
  'roles/clerk.yaml': 'label: Clerk\nrecords: {letter: all}\nfields: {letter: {secret: hidden, notes: read}}',
});
const { db } = potik;
const { records, system, person } = testRecords(potik);
const search = createSearch({ db, records, registry: potik.registry });
const clerk = await person('Clara', ['clerk']);
const letters = [
  { subject: 'Offer', notes: 'We are running several conveyors in Kyiv and need new belts.' },
  { subject: 'Претензия', notes: 'Клиенты жалуются на задержку поставки конвейеров.' },
  { subject: 'Лист', notes: 'Просимо погодити умови угоди до кінця тижня.' },
  { subject: 'Belts', body: '<p>A list of <b>spare parts</b></p>', secret: 'Margin is thirteen percent' },
];
for (const values of letters) await records.create(system, 'letter', values);

const found = async (value: string, field = 'notes', who = system) =>
  (
    await records.query(who, 'letter', {
      where: { field, op: 'matches', value },
      fields: ['subject'],
      sort: ['subject'],
    })
  ).items.map(({ subject }) => subject);

describe('the filter "has the words"', () => {
  it('finds English and Russian words by their stems, in any order', async () => {
    expect(await found('conveyor run')).toEqual(['Offer']);
    expect(await found('поставка клиент')).toEqual(['Претензия']);
    expect(await found('конвейер')).toEqual(['Претензия']);
  });

  it('finds Ukrainian words as they stand, and single ones in other endings', async () => {
    expect(await found('умови тижня')).toEqual(['Лист']);
    expect(await found('угода')).toEqual(['Лист']);
    expect(await found('тижні')).toEqual(['Лист']);
  });

  it('knows words in a row, words that must not be there, and either of two', async () => {
    expect(await found('"several conveyors"')).toEqual(['Offer']);
    expect(await found('"conveyors several"')).toEqual([]);
    expect(await found('conveyors -belts')).toEqual([]);
    expect(await found('belts or умови')).toEqual(['Offer', 'Лист']);
  });

  it('gives the same pages whether the words are rare, and found first, or common, and met in the order', async () => {
    // given
    await db.query(`insert into data.letter (id, subject, notes, created_at)
      select gen_random_uuid(), 'No. ' || n, 'An invoice' || case when n % 100 = 0 then ' of the walrus' else '' end, now()
        from generate_series(1, 400) n`);
    await db.query('analyze data.letter');
    const sent: string[] = [];
    const query = db.query.bind(db);
    Object.assign(db, {
      query: (sql: { text: string }, values: unknown[]) => {
        sent.push(sql.text ?? String(sql));
        return query(sql as never, values);
      },
    });
    const pages = async (value: string) => {
      const seen: unknown[] = [];
      let cursor: string | null = null;
      do {
        const { items, next } = await records.query(system, 'letter', {
          where: { field: 'notes', op: 'matches', value },
          fields: ['subject'],
          sort: ['-subject'],
          limit: value === 'walrus' ? 3 : 300,
          ...(cursor && { cursor }),
        });
        seen.push(...items.map(({ subject }) => subject));
        cursor = next;
      } while (cursor);
      return seen;
    };

    // when
    const rare = await pages('walrus');
    const first = sent.splice(0).filter((text) => text.includes('offset 0'));
    const common = await pages('invoice');
    const walked = sent.splice(0).filter((text) => text.includes('offset 0'));
    Object.assign(db, { query });

    // then
    expect(rare).toEqual(['No. 400', 'No. 300', 'No. 200', 'No. 100']);
    expect(first).toHaveLength(2);
    expect(common).toHaveLength(400);
    expect(common.slice(0, 3)).toEqual(['No. 99', 'No. 98', 'No. 97']);
    expect(walked).toEqual([]);
    await db.query(`delete from data.letter where subject like 'No.%'`);
  });

  it('takes anything typed for words', async () => {
    for (const typed of ["'", '\\', '&|!():*', '"', "a' or '1'='1", '<->', '%'])
      expect(await found(typed)).toEqual([]);
  });

  it('reads the words of formatted texts, and uses the index', async () => {
    expect(await found('part', 'body')).toEqual(['Belts']);
    await db.query('analyze data.letter');
    const client = await db.client();
    try {
      await client.query('set enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select id from data.letter where potik.search_vector("notes") @@ potik.search_query('belts')`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('letter__notes__words');
    } finally {
      client.release(true);
    }
  });

  it('is as unknown on a hidden field as the field', async () => {
    await expect(found('margin', 'secret', clerk)).rejects.toThrow('letter has no field "secret"');
  });
});

describe('the search over everything', () => {
  const items = async (q: string, who = system) => (await search.find({ q }, who)).items;

  it('gives titles first, then texts by how well they have the words, with the place', async () => {
    const belts = await items('belts');
    expect(belts.map(({ title }) => title)).toEqual(['Belts', 'Offer']);
    expect(belts[0]).not.toHaveProperty('excerpt');
    expect(belts[1]!.excerpt).toContainEqual({ text: 'belts', found: true });
    expect(belts[1]!.excerpt!.map(({ text }) => text).join('')).toContain('need new belts');
    expect((await items('поставку конвейера'))[0]).toMatchObject({ title: 'Претензия' });
  });

  it('neither finds by a hidden field nor shows it', async () => {
    expect((await items('margin')).map(({ title }) => title)).toEqual(['Belts']);
    expect(await items('margin', clerk)).toEqual([]);
    expect((await items('spare', clerk)).map(({ title }) => title)).toEqual(['Belts']);
    expect(JSON.stringify(await items('spare', clerk))).not.toContain('thirteen');
  });
});
