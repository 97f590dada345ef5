/**
 * Quick search: records of every entity one may see, best first, a statement an entity. Titles that begin with the words come
 * first, then titles that have them, then long texts by how well they have them, with the place; then what another field has.
 */
import { rightsOf, scopeOf } from '#metadata/access.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { SearchQuery, SearchResult } from '../../api/search.ts';
import type { Principal } from '../auth/principal.ts';
import type { Queryable } from '../db/database.ts';
import type { Records } from '../records/records.ts';
import { excerptsOf, FOUND } from '../store/excerpts.ts';

export interface Search {
  find(query: SearchQuery, principal: Principal): Promise<SearchResult>;
}

/** Statements under way at once for one search: the pool is for everybody. */
const AT_ONCE = 3;
/** Characters of a text that an excerpt is looked for in. */
const LONGEST = 20_000;

export function createSearch({
  db,
  records,
  registry,
}: {
  readonly db: Queryable;
  readonly records: Records;
  readonly registry: () => Registry;
}): Search {
  return {
    async find({ q, entities, limit = 20 }, principal) {
      const wanted = entities?.split(',').map((key) => key.trim());
      const among = [...registry().entities.values()].filter(
        (entity) =>
          (wanted?.includes(entity.key) ?? (!entity.made && entity.partOf === null)) &&
          [...entity.fields.values()].some((field) => field.searched) &&
          scopeOf(registry(), principal, 'see', entity.key) !== 'none',
      );
      const found: Hit[] = [];
      for (let at = 0; at < among.length; at += AT_ONCE) {
        const some = among.slice(at, at + AT_ONCE).map((entity) => within(entity, q, limit, principal));
        found.push(...(await Promise.all(some)).flat());
      }
      const ranked = await withExcerpts(db, q, found);
      const items = ranked.sort((a, b) => b.rank - a.rank).slice(0, limit);
      return { items: items.map(({ item }) => item) };
    },
  };

  async function within(entity: Entity, q: string, limit: number, principal: Principal): Promise<Hit[]> {
    // What the person may not read is neither searched nor delivered; so it can not come back as an excerpt.
    const long = [...entity.fields.values()].filter((field) => field.searched && field.type.fullText);
    const rights = rightsOf(registry(), principal);
    const readable = long.filter((field) => rights.field(entity, field) !== 'hidden');
    const paths = readable.map(
      ({ key, type: { searchColumn } }) => key + (searchColumn ? `_${searchColumn}` : ''),
    );
    const { items } = await records.query(principal, entity.key, {
      search: q,
      limit,
      fields: ['title', ...paths],
    });
    const subtitle = textOf(entity.label as Label, principal.language, entity.key);
    return items.map((record) => ({
      item: { entity: entity.key, id: record.id, title: String(record.title ?? ''), subtitle },
      texts: paths.flatMap((path) =>
        typeof record[path] === 'string' ? record[path].slice(0, LONGEST) : [],
      ),
    }));
  }
}

// helpers //////////

type Item = SearchResult['items'][number];

interface Hit {
  readonly item: Item;
  /** Its long texts, as far as they may be read. */
  readonly texts: readonly string[];
}

async function withExcerpts(
  db: Queryable,
  q: string,
  hits: readonly Hit[],
): Promise<{ readonly item: Item; readonly rank: number }[]> {
  const places = hits.flatMap((hit) =>
    titleRank(hit.item.title, q) > 0 ? [] : hit.texts.map((text) => ({ hit, text })),
  );
  const excerpts = await excerptsOf(
    db,
    q,
    places.map(({ text }) => text),
  );
  const best = new Map<Hit, { rank: number; text: string }>();
  for (const [i, { hit }] of places.entries()) {
    const excerpt = excerpts[i]!;
    if (excerpt.rank > (best.get(hit)?.rank ?? 0)) best.set(hit, excerpt);
  }
  return hits.map((hit) => {
    const found = best.get(hit);
    const item = found ? { ...hit.item, excerpt: partsOf(found.text) } : hit.item;
    return { item, rank: titleRank(hit.item.title, q) || (found?.rank ?? 0) };
  });
}

/** 2 for a title that begins with the words, 1 for one that has them; a text's own rank is below 1. */
function titleRank(title: string, words: string): number {
  const at = title.toLowerCase().indexOf(words.trim().toLowerCase());
  return at === 0 ? 2 : at > 0 ? 1 : 0;
}

function partsOf(marked: string): { text: string; found: boolean }[] {
  return marked
    .split(FOUND.from)
    .flatMap((piece, i) => {
      const [found, ...rest] = i === 0 ? [null, piece] : piece.split(FOUND.to);
      return [
        { text: found ?? '', found: true },
        { text: rest.join(''), found: false },
      ];
    })
    .filter(({ text }) => text !== '');
}
