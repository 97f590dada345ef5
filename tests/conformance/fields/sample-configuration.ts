/** A configuration whose entity `sample` has a field of every type: `f_text`, `f_money`, … with a pipeline for the stage. */
import { type Configuration, configurationOf, type Definition } from '#metadata/definition.ts';
import { CHOOSABLE_TYPES } from '#metadata/field.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import type { Json } from '#metadata/value.ts';
import { SAMPLES } from './samples.ts';

const solution = 'sampler';
const define = (kind: string, key: string, content: object): Definition => ({
  kind,
  key,
  solution,
  content: content as Json,
});

export function sampleConfiguration(): Configuration {
  const fields = Object.fromEntries(
    CHOOSABLE_TYPES.map((type) => [`f_${type.key}`, SAMPLES[type.key]?.definition ?? { type: type.key }]),
  );
  return configurationOf([
    ...PEOPLE_DEFINITIONS,
    define('solution', solution, {
      key: solution,
      title: 'Sampler',
      version: '1.0.0',
      languages: ['en', 'uk', 'ru'],
    }),
    define('entity', 'sample', { label: 'Sample', title: '{f_text}', fields }),
    define('pipeline', 'sample_pipeline', {
      entity: 'sample',
      stages: {
        new: { label: { en: 'New', uk: 'Нова' } },
        won: { outcome: 'won', checklist: { paid: 'Paid' } },
      },
    }),
  ]);
}
