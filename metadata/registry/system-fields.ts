/** The columns every entity has, as fields. Kept by the platform; read, filtered and sorted like any other. */
import type { FieldDefinition } from '../schemas/generated/definitions.ts';

export const SYSTEM_FIELDS: Readonly<Record<string, FieldDefinition>> = {
  id: { type: 'record_id', label: { en: 'Id', uk: 'Ідентифікатор', ru: 'Идентификатор' } },
  created_at: { type: 'datetime', label: { en: 'Created', uk: 'Створено', ru: 'Создано' } },
  created_by: { type: 'user', label: { en: 'Created by', uk: 'Створив', ru: 'Создал' } },
  updated_at: { type: 'datetime', label: { en: 'Changed', uk: 'Змінено', ru: 'Изменено' } },
  updated_by: { type: 'user', label: { en: 'Changed by', uk: 'Змінив', ru: 'Изменил' } },
  owner_id: { type: 'user', label: { en: 'Owner', uk: 'Власник', ru: 'Владелец' } },
  version: { type: 'integer', label: { en: 'Version', uk: 'Версія', ru: 'Версия' } },
  deleted_at: { type: 'datetime', label: { en: 'Deleted', uk: 'Видалено', ru: 'Удалено' } },
};

/** The owner may be handed over; the rest is never set by anybody. */
export const SETTABLE_SYSTEM_FIELD = 'owner_id';

/** The display name of a record, readable as a field wherever no field has that key. */
export const TITLE = 'title';

/** Names that mean something else in expressions or on the wire. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...Object.keys(SYSTEM_FIELDS),
  ...[
    'constructor',
    'and',
    'or',
    'not',
    'if',
    'then',
    'else',
    'for',
    'in',
    'return',
    'some',
    'every',
    'satisfies',
    'between',
  ],
  ...['instance', 'of', 'true', 'false', 'null', 'function', 'external', 'partial', 'item'],
  ...['me', 'record', 'pipeline', 'owner', 'warnings'],
]);
