/** Contacts of an installation that are brought in from files: people who may, and what there is afterwards. */
import { testImports } from './imports.ts';
import { installation } from './installation.ts';
import { testRecords } from './records.ts';

const CONTACTS = {
  'entities/company.yaml': `
label: {en: Company, uk: Компанія}
title: "{name}"
fields:
  name: {type: text, required: true, label: {en: Name, uk: Назва}}
  city: {type: text, label: {en: City, uk: Місто}}
`,
  'entities/contact.yaml': `
label: {en: Contact, uk: Контакт}
title: "{name}"
fields:
  name:    {type: text, required: true, label: {en: Full name, uk: Ім'я}}
  email:   {type: email, unique: true, label: {en: E-mail, uk: Пошта}}
  phone:   {type: phone, country: ua, label: {en: Phone, uk: Телефон}}
  since:   {type: date, label: {en: Client since}}
  rating:  {type: rating}
  source:  {type: text, default: import}
  company: {type: lookup, to: company, label: {en: Company, uk: Компанія}}
  greeting: {type: text, formula: '"Dear " + name'}
checks:
  adult: {that: rating = null or rating < 5, message: Nobody is that good., field: rating}
duplicates: {match: [{equal: phone}], on_save: refuse}
`,
  'roles/clerk.yaml':
    'label: Clerk\nmay: [import]\nrecords: {contact: {see: all, create: all, edit: all, delete: all}, company: {see: all}}\nfields: {contact: {source: hidden}}\n',
  'roles/boss.yaml':
    'label: Boss\nmay: [import]\nrecords: {contact: {see: all, create: all, edit: all, delete: all}, company: {see: all, create: all, edit: all, delete: all}}\n',
};

export async function importedContacts() {
  const potik = await installation(CONTACTS);
  const { db } = potik;
  const test = testRecords(potik);
  const { records, system, person } = test;
  const { imports, bringIn, upload, work } = testImports(potik, test);
  const boss = await person('Roman', ['boss']);
  const clerk = await person('Ivan', ['clerk']);
  for (const { personId, roles } of [boss, clerk])
    await db.query(
      'insert into potik.role_assignment (person_id, role, given_at) select $1, unnest($2::text[]), now()',
      [personId, roles],
    );

  const contacts = async (where: unknown = undefined) =>
    (
      await records.query(system, 'contact', {
        fields: ['name', 'email', 'phone', 'since', 'rating', 'source', 'company', 'greeting'],
        sort: ['name'],
        limit: 500,
        ...(where !== undefined && { where }),
      } as never)
    ).items as readonly Record<string, unknown>[];
  const named = (name: string) => contacts({ field: 'name', op: '=', value: name });
  return { ...test, imports, bringIn, upload, work, db, boss, clerk, contacts, named };
}
