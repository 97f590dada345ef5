/** A web address. Only http and https, so that a click on it can do no harm. */
import { problem, shown } from '../failures.ts';
import { lineType } from '../field-parts/line-type.ts';
import { bad, ok } from './field-type.ts';

const HOST = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const WEB = new RegExp(String.raw`^https?:\/\/(?:${HOST}|\[[\da-f:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?$`, 'iu');
const BARE = new RegExp(String.raw`^${HOST}\.\p{L}{2,}(?::\d{1,5})?(?:[/?#]\S*)?$`, 'iu');

export const url = lineType({
  key: 'url',
  label: { en: 'Link', uk: 'Посилання', ru: 'Ссылка' },
  schema: {},
  settings: () => null,
  maxLength: () => 2000,
  normal(line, field) {
    if (WEB.test(line)) return ok(line);
    if (BARE.test(line)) return ok(`https://${line}`);
    return bad(problem('not_a_url', { field: field.name, value: shown(line) }));
  },
  format: 'uri',
  like: { pattern: '^https?://[^[:space:]]+$', lower: false },
});
