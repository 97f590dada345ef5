/**
 * The built-in solution: people, teams and departments as entities like any other (DECISIONS 11), with the role of
 * administrators and the one everybody has. Every configuration holds it; solutions extend it with `extensions/*.yaml`.
 */
import type { Definition } from './definition.ts';
import type {
  EntityDefinition,
  RoleDefinition,
  SolutionDefinition,
} from './schemas/generated/definitions.ts';
import type { Json } from './value.ts';

export const PEOPLE = 'people';
/** May see and do everything. */
export const ADMINISTRATOR = 'administrator';
/** Held by every person who is signed in and not external, without being given. */
export const EVERYONE = 'everyone';

const solution: SolutionDefinition = {
  key: PEOPLE,
  title: { en: 'People', uk: 'Люди', ru: 'Люди' },
  description: {
    en: 'People who work with the installation, their teams and departments.',
    uk: 'Люди, які працюють у системі, їхні команди та підрозділи.',
    ru: 'Люди, которые работают в системе, их команды и подразделения.',
  },
  version: '1.1.0',
  languages: ['en', 'uk', 'ru'],
};

const user: EntityDefinition = {
  label: { en: 'Person', uk: 'Працівник', ru: 'Сотрудник' },
  plural: { en: 'People', uk: 'Працівники', ru: 'Сотрудники' },
  icon: 'user',
  title: '{name}',
  fields: {
    name: {
      type: 'text',
      label: { en: 'Name', uk: 'Ім’я', ru: 'Имя' },
      required: true,
      max_length: 120,
      personal: true,
    },
    email: {
      type: 'email',
      label: { en: 'E-mail', uk: 'Е-пошта', ru: 'Эл. почта' },
      unique: true,
      search: true,
      personal: true,
    },
    login: {
      type: 'text',
      label: { en: 'Login name', uk: 'Ім’я для входу', ru: 'Имя для входа' },
      help: {
        en: 'By which imported processes name the person, as in an assignee.',
        uk: 'За ним імпортовані процеси називають людину, наприклад виконавцем.',
        ru: 'По нему импортированные процессы называют человека, например исполнителем.',
      },
      unique: true,
      max_length: 100,
      pattern: '[A-Za-z0-9_][A-Za-z0-9_.@+-]*',
      pattern_help: 'mary',
    },
    phone: { type: 'phone', label: { en: 'Phone', uk: 'Телефон', ru: 'Телефон' }, personal: true },
    position: { type: 'text', label: { en: 'Position', uk: 'Посада', ru: 'Должность' } },
    team: {
      type: 'lookup',
      label: { en: 'Main team', uk: 'Основна команда', ru: 'Основная команда' },
      to: 'team',
    },
    teams: { type: 'links', label: { en: 'Teams', uk: 'Команди', ru: 'Команды' }, to: 'team' },
    department: {
      type: 'lookup',
      label: { en: 'Department', uk: 'Підрозділ', ru: 'Подразделение' },
      to: 'department',
    },
    manager: { type: 'user', label: { en: 'Manager', uk: 'Керівник', ru: 'Руководитель' } },
    photo: { type: 'image', label: { en: 'Photo', uk: 'Фото', ru: 'Фото' }, max_size: 5 },
    language: {
      type: 'choice',
      label: { en: 'Language', uk: 'Мова', ru: 'Язык' },
      options: { en: 'English', uk: 'Українська', ru: 'Русский' },
    },
    timezone: {
      type: 'text',
      label: { en: 'Time zone', uk: 'Часовий пояс', ru: 'Часовой пояс' },
      max_length: 60,
      pattern: '[A-Za-z_]+(/[A-Za-z0-9_+-]+)*',
      pattern_help: 'Europe/Kyiv',
    },
    theme: {
      type: 'choice',
      label: { en: 'Appearance', uk: 'Вигляд', ru: 'Оформление' },
      options: {
        auto: { en: 'As the device', uk: 'Як на пристрої', ru: 'Как на устройстве' },
        light: { en: 'Light', uk: 'Світла', ru: 'Светлая' },
        dark: { en: 'Dark', uk: 'Темна', ru: 'Тёмная' },
      },
    },
    active: { type: 'boolean', label: { en: 'Active', uk: 'Працює', ru: 'Работает' }, default: true },
  },
  sort: ['name'],
};

const team: EntityDefinition = {
  label: { en: 'Team', uk: 'Команда', ru: 'Команда' },
  plural: { en: 'Teams', uk: 'Команди', ru: 'Команды' },
  icon: 'users',
  title: '{name}',
  fields: {
    name: { type: 'text', label: { en: 'Name', uk: 'Назва', ru: 'Название' }, required: true },
    key: {
      type: 'text',
      label: { en: 'Key', uk: 'Ключ', ru: 'Ключ' },
      help: {
        en: 'By which processes name the team as a candidate group.',
        uk: 'За ним процеси називають команду групою кандидатів.',
        ru: 'По нему процессы называют команду группой кандидатов.',
      },
      unique: true,
      max_length: 100,
      pattern: '[A-Za-z_][A-Za-z0-9_.-]*',
      pattern_help: 'back_office',
    },
    takes_tasks: {
      type: 'boolean',
      label: { en: 'Takes tasks', uk: 'Приймає завдання', ru: 'Принимает задания' },
      help: {
        en: 'The team is a queue: its tasks wait until somebody claims them.',
        uk: 'Команда є чергою: завдання чекають, доки їх хтось візьме.',
        ru: 'Команда является очередью: задания ждут, пока их кто-нибудь возьмёт.',
      },
      default: true,
    },
    lead: { type: 'user', label: { en: 'Lead', uk: 'Керівник', ru: 'Руководитель' } },
    department: {
      type: 'lookup',
      label: { en: 'Department', uk: 'Підрозділ', ru: 'Подразделение' },
      to: 'department',
    },
  },
  sort: ['name'],
};

const department: EntityDefinition = {
  label: { en: 'Department', uk: 'Підрозділ', ru: 'Подразделение' },
  plural: { en: 'Departments', uk: 'Підрозділи', ru: 'Подразделения' },
  icon: 'sitemap',
  title: '{name}',
  fields: {
    name: { type: 'text', label: { en: 'Name', uk: 'Назва', ru: 'Название' }, required: true },
    parent: { type: 'parent', label: { en: 'Belongs to', uk: 'Входить до', ru: 'Входит в' } },
    head: { type: 'user', label: { en: 'Head', uk: 'Керівник', ru: 'Руководитель' } },
  },
  sort: ['name'],
};

const administrator: RoleDefinition = {
  label: { en: 'Administrator', uk: 'Адміністратор', ru: 'Администратор' },
  description: {
    en: 'May see and do everything.',
    uk: 'Може бачити й робити все.',
    ru: 'Может видеть и делать всё.',
  },
  everything: true,
};

const everyone: RoleDefinition = {
  label: { en: 'Everyone', uk: 'Усі', ru: 'Все' },
  description: {
    en: 'What every person of the firm may do, whatever other roles they have.',
    uk: 'Що може кожен працівник незалежно від інших ролей.',
    ru: 'Что может каждый сотрудник независимо от других ролей.',
  },
  records: {
    user: { see: 'all', edit: '= id = me.id' },
    team: { see: 'all' },
    department: { see: 'all' },
  },
  fields: {
    user: {
      email: 'read',
      login: 'read',
      team: 'read',
      teams: 'read',
      department: 'read',
      manager: 'read',
      position: 'read',
      active: 'read',
      owner_id: 'read',
    },
  },
};

/** The definitions of the built-in solution. */
export const PEOPLE_DEFINITIONS: readonly Definition[] = [
  define('solution', PEOPLE, solution),
  define('entity', 'user', user),
  define('entity', 'team', team),
  define('entity', 'department', department),
  define('role', ADMINISTRATOR, administrator),
  define('role', EVERYONE, everyone),
];

// helpers //////////

function define(kind: string, key: string, content: object): Definition {
  return Object.freeze({ kind, key, solution: PEOPLE, content: content as Json });
}
