/** Quick search over all entities. */
import { endpoint } from './endpoint.ts';
import type { SearchQuery, SearchResult } from './schemas/generated/api.ts';

export type { SearchQuery, SearchResult } from './schemas/generated/api.ts';

export const search = endpoint<{ query: SearchQuery; reply: SearchResult }>()({
  method: 'GET',
  path: '/api/search',
  access: 'person',
  summary: 'Records by title, number, phone, e-mail or the words of their texts, best first.',
  query: { file: 'search', def: 'SearchQuery' },
  reply: { file: 'search', def: 'SearchResult' },
});
