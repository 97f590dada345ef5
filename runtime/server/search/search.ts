/** Quick search: records of every entity one may see, best first, a few of each; a statement an entity. */
import { scopeOf } from '#metadata/access.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { SearchQuery, SearchResult } from '../../api/search.ts';
import type { Principal } from '../auth/principal.ts';
import type { Records } from '../records/records.ts';

export interface Search {
  find(query: SearchQuery, principal: Principal): Promise<SearchResult>;
}

/** Statements under way at once for one search: the pool is for everybody. */
const AT_ONCE = 3;

export function createSearch({
  records,
  registry,
}: {
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
      const found: SearchResult['items'][] = [];
      for (let at = 0; at < among.length; at += AT_ONCE)
        found.push(
          ...(await Promise.all(
            among.slice(at, at + AT_ONCE).map((entity) => within(entity, q, limit, principal)),
          )),
        );
      const all = found.flat();
      return { items: all.sort((a, b) => rank(a.title, q) - rank(b.title, q)).slice(0, limit) };
    },
  };

  async function within(
    entity: Entity,
    search: string,
    limit: number,
    principal: Principal,
  ): Promise<SearchResult['items']> {
    const { items } = await records.query(principal, entity.key, { search, limit, fields: ['title'] });
    const subtitle = textOf(entity.label as Label, principal.language, entity.key);
    return items.map(({ id, title }) => ({ entity: entity.key, id, title: String(title ?? ''), subtitle }));
  }
}

// helpers //////////

/** What begins with the words comes first, then what has them, then what was found by another field. */
function rank(title: string, words: string): number {
  const at = title.toLowerCase().indexOf(words.trim().toLowerCase());
  return at === 0 ? 0 : at > 0 ? 1 : 2;
}
