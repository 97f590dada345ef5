/** Formatted text: HTML of a short list of tags. A second column keeps the words alone, for search and lists. */

import { problem } from '../failures.ts';
import { toText } from '../field-parts/conversion.ts';
import { cleanHtml, escapeHtml, htmlText } from '../field-parts/html.ts';
import { checkBlock } from '../field-parts/text-value.ts';
import type { Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';

const MOST = 200_000;

export const richText = defineFieldType<null>({
  key: 'rich_text',
  label: { en: 'Formatted text', uk: 'Оформлений текст', ru: 'Оформленный текст' },
  group: 'text',
  schema: {},
  settings: () => null,
  columns: () => [
    { suffix: '', sql: 'text', collation: 'und-x-icu' },
    {
      suffix: 'text',
      sql: 'text',
      collation: 'und-x-icu',
      label: { en: 'Words', uk: 'Слова', ru: 'Слова' },
      as: 'long_text',
    },
  ],
  parse: clean,
  toColumns: (value) => [value, htmlText(value as string)],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'string' }),
  toFeel: (value) => htmlText(value as string),
  fromFeel: (value, field) =>
    typeof value === 'string'
      ? clean(fromWords(value), field)
      : bad(problem('not_text', { field: field.name })),
  typescript: () => 'Html',
  json: () => ({ type: 'string', maxLength: MOST, contentMediaType: 'text/html' }),
  operators: ['matches', 'contains', 'not_contains', 'empty', 'not_empty'],
  operand: (wire, field) => checkBlock(wire, 1000, field),
  sortable: false,
  groupable: false,
  aggregates: [],
  search: 'text',
  fullText: true,
  searchColumn: 'text',
  indexes: ['trigram'],
  readText: (text) => ok(text.trim() === '' ? null : fromWords(text)),
  writeText: (value) => htmlText(value as string),
  convert(source) {
    const words = toText(source);
    const safe = `replace(replace(replace(${words}, '&', '&amp;'), '<', '&lt;'), E'\\n', '<br>')`;
    return [`('<p>' || ${safe} || '</p>')`, words];
  },
  control: 'rich_text',
});

// helpers //////////

function clean(wire: Json, field: FieldOf<unknown>): Parsed {
  const block = checkBlock(wire, MOST, field);
  if (!block.ok || block.value === null) return block;
  const html = cleanHtml(block.value as string);
  const empty = htmlText(html) === '' && !html.includes('<img') && !html.includes('<hr');
  return ok(empty ? null : html);
}

/** Plain text becomes paragraphs; text with tags of ours is taken as HTML. */
function fromWords(text: string): string {
  if (/<(p|br|ul|ol|h[1-4]|strong|em|a)\b/i.test(text)) return text;
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}
