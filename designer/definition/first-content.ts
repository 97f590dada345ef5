/** What a new definition of each kind begins with; enough to be valid, so that it can be published as it stands. */
import type { Label } from '#metadata/label.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { newDecisionXml, newProcessXml } from '../draft/new-models.ts';

export interface FirstContent {
  readonly key: string;
  readonly label: Label;
  /** Name in the person's language, for diagrams. */
  readonly name: string;
  /** For kinds that are about an entity. */
  readonly entity: string | null;
  readonly registry: Registry;
}

/** Kinds that are about an entity ask for one; those that only may be can do without. */
export const ABOUT_ENTITY: Readonly<Record<string, 'must' | 'may'>> = {
  pipeline: 'must',
  form: 'must',
  view: 'must',
  extension: 'must',
  webhook: 'must',
  process: 'may',
};

const CONTENTS: Readonly<Record<string, (given: FirstContent) => Json>> = {
  process: ({ key, name, entity }) => newProcessXml(key, name, entity),
  decision: ({ key, name }) => newDecisionXml(key, name),
  pipeline: ({ label, entity }) => ({
    label: json(label),
    entity,
    stages: {
      new: { label: { en: 'New', uk: 'Нова', ru: 'Новая' }, probability: 10 },
      work: { label: { en: 'In progress', uk: 'У роботі', ru: 'В работе' }, probability: 50 },
      won: { label: { en: 'Won', uk: 'Виграно', ru: 'Выиграно' }, outcome: 'won' },
      lost: { label: { en: 'Lost', uk: 'Програно', ru: 'Проиграно' }, outcome: 'lost' },
    },
  }),
  form: ({ label, entity, registry }) => ({
    label: json(label),
    entity,
    sections: [{ fields: ownFields(registry, entity) }],
  }),
  view: ({ label, entity, registry }) => ({
    label: json(label),
    entity,
    columns: ownFields(registry, entity)
      .filter((key) => registry.entities.get(entity ?? '')?.fields.get(key)?.columns.length)
      .slice(0, 6),
    as: ['table'],
  }),
  role: ({ label }) => ({ label: json(label), records: {} }),
  menu: ({ label, registry }) => ({
    label: json(label),
    groups: [
      { items: [{ page: 'inbox' }] },
      {
        items: [...registry.entities.values()]
          .filter(({ made }) => !made)
          .slice(0, 7)
          .map(({ key }) => ({ entity: key })),
      },
    ],
  }),
  extension: ({ entity }) => ({ entity, fields: {} }),
  calendar: ({ label }) => ({
    label: json(label),
    hours: { weekdays: '09:00-18:00' },
    holidays: [],
  }),
  task_types: ({ label }) => ({
    label: json(label),
    map: [{ java_class: 'com.example.Archive', task: 'record.create', inputs: {} }],
  }),
  webhook: ({ label, entity }) => ({ label: json(label), entity, events: ['create', 'change', 'delete'] }),
  translation: () => ({}),
};

export function firstContent(kind: string, given: FirstContent): Json {
  return (CONTENTS[kind] ?? (() => ({})))(given);
}

// helpers //////////

function json(label: Label): Json {
  return label as Json;
}

/** Fields people fill in, in the order of the entity. */
function ownFields(registry: Registry, entity: string | null): string[] {
  const fields = registry.entities.get(entity ?? '')?.fields.values() ?? [];
  return [...fields].filter(({ system, origin }) => !system && origin !== null).map(({ key }) => key);
}
