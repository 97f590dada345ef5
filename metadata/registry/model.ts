/**
 * What the registry holds: definitions with everything resolved, frozen, ready to be asked thousands of times a second.
 * Made by `registry.ts` from a configuration; read by queries, the write path, forms, rights, types and both apps.
 */
import type { Calendars } from '../calendars/working-calendar.ts';
import type { Configuration, DefinitionId, Path } from '../definition.ts';
import type { Compiled } from '../expression.ts';
import type { Collation, FieldOf, FieldType, PipelineFacts } from '../fields/field-type.ts';
import type { Label } from '../label.ts';
import type {
  FieldDefinition,
  FormDefinition,
  MenuDefinition,
  RoleDefinition,
  SolutionDefinition,
  TaskTypesDefinition,
  ViewDefinition,
  WebhookDefinition,
} from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';
import type { Calculations } from './calculations.ts';

export interface Registry {
  readonly configuration: Configuration;
  readonly solutions: ReadonlyMap<string, SolutionDefinition>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** What must be calculated again when something changes. */
  readonly calculations: Calculations;
  readonly views: ReadonlyMap<string, View>;
  readonly forms: ReadonlyMap<string, Form>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly menus: ReadonlyMap<string, Menu>;
  readonly taskTypes: ReadonlyMap<string, TaskTypesDefinition>;
  /** Working hours; those that can't be used are missing. */
  readonly calendars: Calendars;
  /** Keys of process definitions and ids of the processes in them. */
  readonly processes: ReadonlySet<string>;
  /** By key; those that can't be used are missing. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly decisions: ReadonlySet<string>;
  /** Languages of the solutions, the most frequent leading one first. */
  readonly languages: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly suffix: string;
  readonly sql: string;
  readonly collation?: Collation;
  readonly label?: Label;
  readonly as?: string;
}

/** Where something was written. */
export interface Origin {
  readonly definition: DefinitionId;
  readonly path: Path;
}

export interface Field extends FieldOf<unknown> {
  readonly type: FieldType;
  readonly definition: FieldDefinition;
  readonly label: Label | undefined;
  readonly help: Label | undefined;
  readonly columns: readonly Column[];
  readonly required: boolean;
  readonly unique: boolean;
  /** One of the columns every entity has. */
  readonly system: boolean;
  /** Nobody sets it: system columns, calculated fields, numbers given by the platform. */
  readonly kept: boolean;
  /** People don't set it in forms. */
  readonly readOnly: boolean;
  readonly searched: boolean;
  readonly logged: boolean;
  readonly personal: boolean;
  readonly default: Default | null;
  readonly formula: Formula | null;
  readonly rollup: Rollup | null;
  /** For children and links: the lookup in the other entity that names the parent. */
  readonly by: string | null;
  readonly origin: Origin | null;
}

export type Default =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'expression'; readonly compiled: Compiled };

export interface Formula {
  readonly compiled: Compiled;
  /** What it reads, as paths of field keys from its entity: `['quantity']`, `['product', 'price']`. */
  readonly reads: readonly (readonly string[])[];
}

export interface Rollup {
  readonly aggregate: 'sum' | 'count' | 'min' | 'max' | 'avg';
  /** The children field it aggregates over. */
  readonly children: string;
  /** Field of the child; null for count. */
  readonly field: string | null;
  /** Condition over the child; compiled as a filter. */
  readonly where: Compiled | null;
  /** Fields of the child that the condition reads. */
  readonly reads: readonly (readonly string[])[];
}

export type TitlePart = { readonly text: string } | { readonly path: readonly string[] };

export interface Check {
  readonly key: string;
  readonly that: Compiled;
  readonly message: Label;
  readonly onSave: 'refuse' | 'warn';
  readonly field: string | null;
}

/** A lookup elsewhere that points to this entity. */
export interface Reverse {
  readonly entity: string;
  readonly field: string;
  readonly onDelete: 'restrict' | 'clear' | 'cascade';
}

export interface DuplicateRule {
  readonly equal: readonly string[];
  readonly similar: readonly string[];
}

export interface Entity {
  readonly key: string;
  readonly solution: string;
  readonly label: Label | undefined;
  readonly plural: Label | undefined;
  readonly description: Label | undefined;
  readonly icon: string | null;
  /** In schema `data`. */
  readonly table: string;
  /** Declared fields in their order, companions behind theirs, system columns last. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly title: readonly TitlePart[];
  readonly owner: Field;
  readonly partOf: string | null;
  /** Null: no documents. */
  readonly document: DocumentRules | null;
  /** Kinds of record; null: all are one. */
  readonly types: RecordTypes | null;
  /** Sets of fields, those of single unique fields included. */
  readonly unique: readonly (readonly string[])[];
  readonly checks: readonly Check[];
  readonly duplicates: {
    readonly match: readonly DuplicateRule[];
    readonly onSave: 'warn' | 'refuse';
  } | null;
  /** What happens to records that have outlived their time; rules that are wrong are missing. */
  readonly retention: readonly RetentionRule[];
  /** Fields whose changes are told to who follows a record. */
  readonly told: readonly string[];
  readonly sort: readonly string[];
  readonly reverse: readonly Reverse[];
  /** Calculated fields, each behind those it reads within the record. */
  readonly calculated: readonly string[];
  /** Made for a links field: not shown in menus, edited through the record it belongs to. */
  readonly made: boolean;
}

/** Records that meet `where` and whose `since` is longer ago than `after`. */
export interface RetentionRule {
  readonly key: string;
  readonly label: Label | undefined;
  readonly where: Compiled | null;
  /** A date or an instant of the record; `deleted_at` counts in the recycle bin. */
  readonly since: Field;
  /** ISO 8601 of years, months, weeks and days. */
  readonly after: string;
  readonly do: 'recycle' | 'erase' | 'anonymise';
  /** What goes whole where records are anonymised. */
  readonly also: readonly ('notes' | 'attachments')[];
  /** Locked documents too. */
  readonly locked: boolean;
}

/** What makes records documents. */
export interface DocumentRules {
  readonly lock: Compiled | null;
  readonly open: readonly string[];
  readonly cancel: { readonly stage: string; readonly reason: string | null } | null;
  /** Key of the lookup by which a new version names the one it replaces. */
  readonly amend: string | null;
}

export interface RecordTypes {
  /** The choice field that says the kind. */
  readonly by: string;
  /** By option of that field, in their order. */
  readonly of: ReadonlyMap<string, RecordType>;
}

export interface RecordType {
  readonly key: string;
  readonly label: Label | undefined;
  readonly icon: string | null;
  /** Key of its form; null: the entity's. */
  readonly form: string | null;
  readonly requires: readonly string[];
}

export interface Pipeline extends PipelineFacts {
  readonly label: Label | undefined;
  readonly solution: string;
}

export interface View {
  readonly key: string;
  readonly solution: string;
  readonly definition: ViewDefinition;
  readonly entity: string;
  readonly where: Compiled | null;
  /** Made by the platform because the entity defines none. */
  readonly made: boolean;
}

export type WebhookEvent = NonNullable<WebhookDefinition['events']>[number];

export interface Webhook {
  readonly key: string;
  readonly solution: string;
  readonly definition: WebhookDefinition;
  /** Of which records it tells; null: it tells of a process. */
  readonly entity: string | null;
  readonly process: string | null;
  readonly events: ReadonlySet<WebhookEvent>;
  readonly changed: ReadonlySet<string> | null;
  readonly when: Compiled | null;
  readonly send: readonly string[];
  readonly role: string | null;
}

export interface Form {
  readonly key: string;
  readonly solution: string;
  readonly definition: FormDefinition;
  readonly entity: string | null;
  /** Fields made from `variables`. */
  readonly variables: ReadonlyMap<string, Field>;
  readonly made: boolean;
}

export type Action = 'see' | 'create' | 'edit' | 'delete' | 'export' | 'share';
export type ScopeRule =
  | { readonly kind: 'none' | 'own' | 'team' | 'subtree' | 'all' }
  | { readonly kind: 'rule'; readonly compiled: Compiled };
export type FieldRight = 'hidden' | 'read' | 'write';

export interface Role {
  readonly key: string;
  readonly solution: string;
  readonly definition: RoleDefinition;
  readonly everything: boolean;
  readonly external: boolean;
  readonly records: ReadonlyMap<string, Readonly<Record<Action, ScopeRule>>>;
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, FieldRight>>;
  /** Kinds of record one may make, by entity; an entity that is missing: all. */
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Menu {
  readonly key: string;
  readonly solution: string;
  readonly definition: MenuDefinition;
}
