/** Types in sentences: as FEEL writes them in English, by their code in other languages. */
import { type Said, saying } from '../said.ts';
import { type Kind, type Type, typeText } from './types.ts';

export const TYPE_SENTENCES = {
  type_any: 'Any',
  type_boolean: 'boolean',
  type_choice: 'choice',
  type_context: '{text}',
  type_date: 'date',
  type_date_and_time: 'date and time',
  type_days_and_time_duration: 'days and time duration',
  type_function: '{text}',
  type_list: 'list<{of}>',
  type_null: 'null',
  type_number: 'number',
  type_range: 'range<{of}>',
  type_record: 'record of {entity}',
  type_string: 'string',
  type_time: 'time',
  type_years_and_months_duration: 'years and months duration',
} as const;

export function typeSaid(type: Type): Said {
  switch (type.kind) {
    case 'list':
    case 'range':
      return say(`type_${type.kind}`, { of: typeSaid(type.of) });
    case 'record':
      return say('type_record', { entity: type.entity });
    case 'context':
    case 'function':
      return say(`type_${type.kind}`, { text: typeText(type) });
    default:
      return kindSaid(type.kind);
  }
}

/** A kind of type without its parts. */
export function kindSaid(kind: Kind): Said {
  const code = `type_${kind.replaceAll(' ', '_')}`;
  return { code, message: kind === 'any' ? 'Any' : kind };
}

// helpers //////////

const say = saying(TYPE_SENTENCES);
