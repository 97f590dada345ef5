/** Labels of definitions as lines of a table: found at any depth, missing languages told, texts set where they stand. */

import { expect, test } from 'vitest';
import { definitionsOf } from '#metadata/definition.ts';
import { template } from '#tests/support/templates.ts';
import { labelsOf, missingIn, withText } from '../../../../designer/translation/labels.ts';

const DEAL = {
  label: { en: 'Deal', uk: 'Угода' },
  title: '{name}',
  fields: {
    name: { type: 'text', label: 'Name' },
    en: { type: 'choice', label: { en: 'English' }, options: { uk: 'Ukrainian', no: { en: 'None' } } },
  },
};

test('labels are found, keys of two letters are no languages', () => {
  expect(labelsOf(DEAL).map(({ path, label }) => [path.join('.'), label])).toEqual([
    ['label', { en: 'Deal', uk: 'Угода' }],
    ['fields.name.label', 'Name'],
    ['fields.en.label', { en: 'English' }],
    ['fields.en.options.uk', 'Ukrainian'],
    ['fields.en.options.no', { en: 'None' }],
  ]);
});

test('a text for all languages misses none; one a language misses what is not there', () => {
  const [label, name] = labelsOf(DEAL);
  expect(missingIn(label!, ['en', 'uk', 'ru'])).toEqual(['ru']);
  expect(missingIn(name!, ['en', 'uk', 'ru'])).toEqual([]);
});

test('a text is set where it stands and taken out where nothing is left', () => {
  const all = ['en', 'uk'];
  expect(withText(DEAL, ['label'], 'ru', ' Сделка ', all)).toMatchObject({
    label: { en: 'Deal', uk: 'Угода', ru: 'Сделка' },
  });
  expect(withText(DEAL, ['label'], 'uk', '', all)).toMatchObject({ label: { en: 'Deal' } });
  expect(withText(DEAL, ['fields', 'name', 'label'], 'uk', 'Назва', all)).toMatchObject({
    fields: { name: { label: { en: 'Name', uk: 'Назва' } } },
  });
});

test('the CRM has its texts in all of its languages', () => {
  const { configuration, languages } = template('crm').registry;
  const missing = ['entity', 'form', 'view', 'pipeline', 'role', 'menu'].flatMap((kind) =>
    definitionsOf(configuration, kind).flatMap(({ key, content }) =>
      labelsOf(content)
        .filter((label) => missingIn(label, languages).length > 0)
        .map(({ path }) => `${kind}/${key} ${path.join('.')}`),
    ),
  );
  expect(missing).toEqual([]);
});
