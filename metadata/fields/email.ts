/** An e-mail address in small letters. */
import { problem, shown } from '../failures.ts';
import { lineType } from '../field-parts/line-type.ts';
import { bad, ok } from './field-type.ts';

/** What mail servers in fact take: no quoted local parts, no addresses by IP; letters of any script. */
const EMAIL =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/** As PostgreSQL tells texts that can become addresses. */
export const EMAIL_LIKE = { pattern: '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$', lower: true };

export function normalEmail(text: string): string | null {
  const address = text.replace(/^mailto:/i, '').toLowerCase();
  const dotted = address.startsWith('.') || address.includes('..') || address.includes('.@');
  return address.length <= 254 && !dotted && EMAIL.test(address) ? address : null;
}

export const email = lineType({
  key: 'email',
  label: { en: 'E-mail', uk: 'Е-пошта', ru: 'Эл. почта' },
  schema: {},
  settings: () => null,
  maxLength: () => 254,
  normal(line, field) {
    const address = normalEmail(line);
    return address === null
      ? bad(problem('not_an_email', { field: field.name, value: shown(line) }))
      : ok(address);
  },
  format: 'email',
  like: EMAIL_LIKE,
});
