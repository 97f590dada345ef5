/** Several phone numbers of one record. */
import { contactList } from '../field-parts/contact-list.ts';
import { normalPhone, PHONE_LIKE, phone } from './phone.ts';

export const phones = contactList<{ readonly country: string | null }>({
  key: 'phones',
  label: { en: 'Several phones', uk: 'Кілька телефонів', ru: 'Несколько телефонов' },
  schema: phone.schema,
  settings: (definition) => ({ country: (definition.country as string | undefined) ?? null }),
  part: 'number',
  normal: (text, { country }) => normalPhone(text, country),
  like: PHONE_LIKE,
  code: 'not_a_phone',
  search: 'digits',
});
