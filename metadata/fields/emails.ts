/** Several e-mail addresses of one record. */
import { contactList } from '../field-parts/contact-list.ts';
import { EMAIL_LIKE, normalEmail } from './email.ts';

export const emails = contactList({
  key: 'emails',
  label: { en: 'Several e-mails', uk: 'Кілька адрес е-пошти', ru: 'Несколько адресов эл. почты' },
  schema: {},
  settings: () => null,
  part: 'address',
  normal: (text) => normalEmail(text),
  like: EMAIL_LIKE,
  code: 'not_an_email',
  search: 'text',
});
