/**
 * The shapes of definitions as written in files. Made from metadata/schemas by `npm run generate`; do not edit.
 */

/**
 * Hours of a day: closed, a span such as 09:00-18:00, or a list of spans.
 */
export type CalendarHours = string | string[];
export type CalendarDay = string;
/**
 * A text shown to people: one for all languages, or one a language by its two-letter code.
 */
export type Label =
  | string
  | {
      [k: string]: string;
    };
/**
 * Which records: none, own (the owner is the person), team (the owner is in one of the person’s teams), subtree (the owner is in the person’s department or one below), all, or a FEEL rule beginning with =.
 */
export type Scope = string;
/**
 * A field or variable, or a path over lookups such as customer.segment.
 */
export type Place = string;
/**
 * A field, or a field with settings, or a text.
 */
export type FormItem =
  | Place
  | {
      /**
       * A field or variable, or a path over lookups such as customer.segment.
       */
      field: string;
      /**
       * Another name for it in this form.
       */
      label?: Label;
      /**
       * Another sentence under it.
       */
      help?: Label;
      /**
       * FEEL condition: shown only where it holds.
       */
      show?: string;
      /**
       * true, or a FEEL condition under which it is required.
       */
      required?: boolean | string;
      /**
       * true, or a FEEL condition under which it can’t be changed.
       */
      read_only?: boolean | string;
      /**
       * Value it begins with: a literal, or a FEEL expression beginning with =.
       */
      default?: unknown;
      /**
       * Another control than the type’s own.
       */
      control?: string;
      /**
       * For line items: the columns shown.
       */
      columns?: string[];
    }
  | {
      /**
       * A text between the fields.
       */
      text: Label;
    };

export interface DefinitionsByKind {
  solution?: SolutionDefinition;
  entity?: EntityDefinition;
  extension?: ExtensionDefinition;
  pipeline?: PipelineDefinition;
  view?: ViewDefinition;
  form?: FormDefinition;
  role?: RoleDefinition;
  menu?: MenuDefinition;
  translation?: TranslationDefinition;
  calendar?: CalendarDefinition;
  task_types?: TaskTypesDefinition;
  webhook?: WebhookDefinition;
}
/**
 * A solution: a set of definitions that is installed, upgraded and exported together (file solution.yaml).
 */
export interface SolutionDefinition {
  key: string;
  /**
   * Name of the solution.
   */
  title: Label;
  /**
   * What it is for, in a sentence or two.
   */
  description?: Label;
  /**
   * Semantic version.
   */
  version: string;
  /**
   * Solutions that must be there, with the versions that will do: {people: ^1.0}; also ~1.2, >=1.2, 1 or 1.2.3.
   */
  requires?: {
    [k: string]: string;
  };
  /**
   * Languages its labels are written in, the leading one first.
   *
   * @minItems 1
   */
  languages?: string[];
  /**
   * ISO 4217 code for money fields that name none.
   */
  currency?: string;
  /**
   * Tabler icon name.
   */
  icon?: string;
  /**
   * Who made it.
   */
  author?: string;
  /**
   * Licence of the solution.
   */
  licence?: string;
}
/**
 * A kind of record with its fields (files entities/*.yaml).
 */
export interface EntityDefinition {
  /**
   * Name of one record: Deal.
   */
  label?: Label;
  /**
   * Name of many: Deals.
   */
  plural?: Label;
  /**
   * What it stands for.
   */
  description?: Label;
  /**
   * Tabler icon name.
   */
  icon?: string;
  /**
   * How a record is called everywhere: text with fields in braces, such as "{number} {name}".
   */
  title?: string;
  /**
   * The fields by key, in the order people see them.
   */
  fields: {
    [k: string]: FieldDefinition;
  };
  /**
   * The user field that the rights "own", "team" and "subtree" look at; default: the owner every record has.
   */
  owner?: string;
  /**
   * The choice field that says which kind of record it is.
   */
  typed_by?: string;
  /**
   * Kinds of record by option of that field: each with its own form, requirements and pipeline. Options not named here have none.
   */
  types?: {
    [k: string]: {
      /**
       * Tabler icon name.
       */
      icon?: string;
      /**
       * The form of such records.
       */
      form?: string;
      /**
       * Fields that must be filled in such records.
       */
      requires?: string[];
      /**
       * The stages such records go through, in place of those of the entity’s stage field.
       */
      pipeline?: string;
    };
  };
  /**
   * The lookup that names the record this one belongs to; rights follow that record where a role says nothing of this entity.
   */
  part_of?: string;
  /**
   * Records are documents: they are locked, cancelled instead of deleted, and amended by a new version.
   */
  document?: {
    /**
     * Condition under which a record and its lines can no longer be changed.
     */
    lock?: string;
    /**
     * Fields that may be changed nevertheless. Stages always may: the pipeline says where one can go.
     */
    open?: string[];
    /**
     * How a record is cancelled.
     */
    cancel?: {
      /**
       * The stage of what was cancelled; such records are locked.
       */
      stage: string;
      /**
       * The field that says why; it must be filled to cancel.
       */
      reason?: string;
    };
    /**
     * The lookup to the entity itself by which a new version names the cancelled record it replaces.
     */
    amend?: string;
  };
  /**
   * Sets of fields of which no two records may have the same values.
   */
  unique?: string[][];
  /**
   * When two records look like one.
   */
  duplicates?: {
    /**
     * Rules; a record that meets one of them looks like a duplicate.
     *
     * @minItems 1
     */
    match: {
      /**
       * Fields that are the same.
       */
      equal?: string | string[];
      /**
       * Text fields that are alike by trigrams.
       */
      similar?: string | string[];
    }[];
    /**
     * Warn (default) or refuse.
     */
    on_save?: 'warn' | 'refuse';
  };
  /**
   * Whose changes are kept in the history: all (default), none, or a list of fields.
   */
  log?: ('all' | 'none') | string[];
  /**
   * What happens to records that have outlived their time, looked for once a day.
   */
  retention?: {
    [k: string]: {
      /**
       * Name of the rule, for who reads what it did.
       */
      label?: Label;
      /**
       * Which records: a condition that compiles to SQL. Default: all.
       */
      where?: string;
      /**
       * The date the time is counted from; records without it stay. deleted_at counts in the recycle bin.
       */
      since: string;
      /**
       * How long they are kept: years, months, weeks and days as ISO 8601 (P2Y, P6M, P30D).
       */
      after: string;
      /**
       * recycle: into the recycle bin. erase: for good, with history, notes and files. anonymise: personal fields lose their values.
       */
      do: 'recycle' | 'erase' | 'anonymise';
      /**
       * With anonymise: what goes whole. Otherwise notes lose the words that tell the person, and attached files stay.
       */
      also?: ('notes' | 'attachments')[];
      /**
       * Also documents that are locked; without it they stay.
       */
      locked?: boolean;
    };
  };
  /**
   * Fields whose changes are told to who follows a record; default: its stages and its owner.
   */
  tell?: string[];
  sort?: string[];
  checks?: Checks;
  /**
   * Earlier key of the entity: renames the table and keeps the records.
   */
  was?: string;
}
/**
 * Fields that a solution adds to an entity of another one (files extensions/*.yaml).
 */
export interface ExtensionDefinition {
  /**
   * The entity that is extended, as solution/key.
   */
  entity: string;
  /**
   * The added fields by key.
   */
  fields?: {
    [k: string]: FieldDefinition;
  };
  /**
   * Added sets of fields of which no two records may have the same values.
   */
  unique?: string[][];
  checks?: Checks;
}
/**
 * The stages a record goes through (files pipelines/*.yaml).
 */
export interface PipelineDefinition {
  /**
   * Name of the pipeline.
   */
  label?: Label;
  /**
   * The entity whose records go through it.
   */
  entity: string;
  /**
   * Stage of a new record; default: the first.
   */
  start?: string;
  /**
   * The stages by key, in order.
   */
  stages: {
    [k: string]: {
      /**
       * Name of the stage.
       */
      label?: Label;
      /**
       * How likely success is, in percent.
       */
      probability?: number;
      /**
       * The record’s way ends here, well or not.
       */
      outcome?: 'won' | 'lost';
      /**
       * Fields that must be filled to be in this stage.
       */
      requires?: string[];
      /**
       * Things that must be ticked to be in this stage.
       */
      checklist?: {
        [k: string]: Label;
      };
      /**
       * What is to be done in this stage.
       */
      help?: Label;
    };
  };
  /**
   * From a stage to the stages that may follow; a stage that is not named may be left for any other.
   */
  moves?: {
    [k: string]: string[];
  };
}
/**
 * A named way to look at the records of an entity (files views/*.yaml).
 */
export interface ViewDefinition {
  /**
   * Name of the view.
   */
  label?: Label;
  /**
   * Whose records it shows.
   */
  entity: string;
  /**
   * FEEL filter in the subset that becomes SQL; me and me.teams stand for the person who looks.
   */
  where?: string;
  /**
   * The columns in order: paths, or paths with settings.
   *
   * @minItems 1
   */
  columns: (
    | string
    | {
        field: string;
        /**
         * Another name for the column.
         */
        label?: Label;
        /**
         * Width in pixels.
         */
        width?: number;
        /**
         * Figure in the footer.
         */
        total?: 'sum' | 'avg' | 'min' | 'max' | 'count';
      }
  )[];
  /**
   * Field to group by.
   */
  group?: string;
  sort?: string[];
  /**
   * Fields offered as quick filters.
   */
  filters?: string[];
  /**
   * Ways it can be shown, the first by default.
   *
   * @minItems 1
   */
  as?: ('table' | 'tree' | 'kanban' | 'calendar' | 'cards')[];
  /**
   * How it shows as a board.
   */
  kanban?: {
    /**
     * Stage or choice field whose values are the columns.
     */
    by: string;
    /**
     * Fields on a card.
     */
    card?: string[];
    /**
     * Number summed in the head of a column.
     */
    sum?: string;
  };
  /**
   * How it shows as a calendar.
   */
  calendar?: {
    /**
     * Date or date and time of the beginning.
     */
    start: string;
    /**
     * And of the end.
     */
    end?: string;
  };
  /**
   * Who is offered the view; everybody when not given.
   *
   * Items: A role.
   */
  roles?: string[];
  /**
   * Opened first for the entity.
   */
  default?: boolean;
}
/**
 * What a person fills in: fields of an entity, or variables of a process (files forms/*.yaml).
 */
export interface FormDefinition {
  /**
   * Name of the form.
   */
  label?: Label;
  /**
   * The entity whose records it edits; none for a form of variables only.
   */
  entity?: string;
  /**
   * Used for the entity wherever no other form is named; false: only where it is named, such as by a task.
   */
  default?: boolean;
  /**
   * Variables of a process that are filled in here, defined like fields; named as the process names them.
   */
  variables?: {
    [k: string]: FieldDefinition;
  };
  /**
   * What of an imported form is kept and not run, as sentences.
   */
  not_run?: string[];
  /**
   * The sections from top to bottom.
   *
   * @minItems 1
   */
  sections: {
    /**
     * Head of the section.
     */
    label?: Label;
    /**
     * FEEL condition: the section is shown only where it holds.
     */
    show?: string;
    /**
     * Closed at first.
     */
    collapsed?: boolean;
    /**
     * Rows from top to bottom: one item, or a list of items side by side.
     *
     * @minItems 1
     */
    fields: (FormItem | FormItem[])[];
  }[];
}
/**
 * What people who have the role may see and do; what no role permits is refused (files roles/*.yaml).
 */
export interface RoleDefinition {
  /**
   * Name of the role.
   */
  label?: Label;
  /**
   * Who has it.
   */
  description?: Label;
  /**
   * May see and do everything. For administrators.
   */
  everything?: boolean;
  /**
   * For people outside the firm: portal only.
   */
  external?: boolean;
  /**
   * Rights on records by entity: one scope for all actions, or a scope an action.
   */
  records?: {
    [k: string]:
      | Scope
      | {
          see?: Scope;
          create?: Scope;
          edit?: Scope;
          delete?: Scope;
          export?: Scope;
          share?: Scope;
        };
  };
  /**
   * Fields that differ from "write", by entity.
   */
  fields?: {
    /**
     * Right by field.
     */
    [k: string]: {
      [k: string]: 'hidden' | 'read' | 'write';
    };
  };
  /**
   * Kinds of record people of this role may create and change records into, by entity; an entity that is not named: all its kinds.
   */
  types?: {
    [k: string]: string[];
  };
  /**
   * Entities whose locked records processes of this role may change; people change them by the stages only.
   */
  unlock?: string[];
  /**
   * Rights on processes by key: see, start, or operate.
   */
  processes?: {
    [k: string]: 'see' | 'start' | 'operate';
  };
  /**
   * Deeds beyond single records.
   */
  may?: (
    | 'design'
    | 'operate'
    | 'do_external_tasks'
    | 'import'
    | 'export'
    | 'manage_people'
    | 'view_as'
    | 'bulk_edit'
    | 'share_views'
  )[];
  /**
   * The menu people of this role get.
   */
  menu?: string;
}
/**
 * The navigation of the workspace (files menus/*.yaml).
 */
export interface MenuDefinition {
  /**
   * Name of the menu.
   */
  label?: Label;
  /**
   * Groups from top to bottom.
   *
   * @minItems 1
   */
  groups: {
    /**
     * Head of the group; none for the first.
     */
    label?: Label;
    /**
     * The entries.
     *
     * @minItems 1
     */
    items: MenuEntry[];
  }[];
}
/**
 * Labels in one more language, beside those in the definitions (files translations/*.yaml).
 */
export interface TranslationDefinition {
  /**
   * Two-letter language code.
   */
  language: string;
  /**
   * Texts by place: entity/deal, then the path to the label, such as fields.name.label.
   */
  texts: {
    [k: string]: {
      [k: string]: string;
    };
  };
}
/**
 * Working hours and days off, by which deadlines and timers can count (files calendars/*.yaml).
 */
export interface CalendarDefinition {
  /**
   * Name of the calendar.
   */
  label?: Label;
  /**
   * It counts wherever no calendar is named; one calendar of the installation can be it.
   */
  default?: boolean;
  /**
   * Another calendar whose zone, hours, holidays and exceptions it takes over; what it says itself wins.
   */
  extends?: string;
  /**
   * Time zone of the hours, such as Europe/Kyiv; default: that of the installation.
   */
  zone?: string;
  /**
   * Working hours by day of the week; weekdays are Monday to Friday, weekend is the rest, a day named by itself wins. A day that is not named is closed, or as in the calendar it extends.
   */
  hours?: {
    weekdays?: CalendarHours;
    weekend?: CalendarHours;
    monday?: CalendarHours;
    tuesday?: CalendarHours;
    wednesday?: CalendarHours;
    thursday?: CalendarHours;
    friday?: CalendarHours;
    saturday?: CalendarHours;
    sunday?: CalendarHours;
  };
  /**
   * Days off: of every year as 12-25, of one year as 2026-04-13.
   *
   * @maxItems 2000
   */
  holidays?: (
    | CalendarDay
    | {
        /**
         * The day: 12-25 every year, or 2026-04-13.
         */
        day: string;
        /**
         * Name of the holiday.
         */
        label?: Label;
      }
  )[];
  /**
   * Single days with hours of their own, by date, such as a Saturday that is worked; they win over holidays.
   */
  exceptions?: {
    [k: string]: CalendarHours;
  };
}
/**
 * Which task of the platform stands for the Java class, delegate expression or topic of an imported process (files task_types/*.yaml).
 */
export interface TaskTypesDefinition {
  /**
   * Name of the table.
   */
  label?: Label;
  /**
   * The lines, first match wins.
   *
   * @minItems 1
   */
  map: {
    /**
     * Fully qualified Java class of the model.
     */
    java_class?: string;
    /**
     * Delegate expression or expression of the model, such as ${archive}.
     */
    delegate?: string;
    /**
     * Topic of an external task.
     */
    topic?: string;
    /**
     * Task type that runs instead, such as record.update or http.request.
     */
    task: string;
    /**
     * Inputs of the task: literals, or FEEL expressions beginning with =.
     */
    inputs?: {};
  }[];
}
/**
 * Tells another system of what happens to records or processes, by signed calls to its address (files webhooks/*.yaml). It does nothing until an administrator switches it on.
 */
export interface WebhookDefinition {
  /**
   * Name of the webhook.
   */
  label?: Label;
  /**
   * Who listens, and what for.
   */
  description?: Label;
  /**
   * Changes of records of this entity are told.
   */
  entity?: string;
  /**
   * Events of instances of this process are told.
   */
  process?: string;
  /**
   * What is told; everything unless said. Of records: create, change, delete. Of processes: started, ended, task_opened, task_closed.
   *
   * @minItems 1
   */
  events?: ('create' | 'change' | 'delete' | 'started' | 'ended' | 'task_opened' | 'task_closed')[];
  /**
   * Only changes of one of these fields are told.
   *
   * @minItems 1
   */
  changed?: string[];
  /**
   * Only where this condition (FEEL) holds of the record as it is after the change; before a deletion, as it was.
   */
  when?: string;
  /**
   * Fields whose values are sent along; none unless said: the other system asks for the record.
   */
  send?: string[];
  /**
   * Only what this role may see is told. Without it no field that is hidden from any role can be sent.
   */
  role?: string;
  /**
   * Address that is called; an administrator can give another one for this installation.
   */
  to?: string;
  /**
   * Headers sent along: a text, or a secret that an administrator enters where the webhook is switched on.
   */
  headers?: {
    [k: string]:
      | string
      | {
          /**
           * What the secret is, for whoever enters it.
           */
          secret: string;
        };
  };
}
/**
 * Rules that every record keeps, whatever writes it.
 */
export interface Checks {
  [k: string]: {
    /**
     * FEEL condition over the record; the record is refused, or warned about, where it is false.
     */
    that: string;
    /**
     * What the person is told.
     */
    message: Label;
    /**
     * Refuse the record (default) or only warn.
     */
    on_save?: 'refuse' | 'warn';
    field?: string;
  };
}
export interface FieldDefinition {
  /**
   * The type of the field.
   */
  type: string;
  /**
   * Name of the field as people read it.
   */
  label?: Label;
  /**
   * One sentence under the field.
   */
  help?: Label;
  /**
   * A record can not be saved without it.
   */
  required?: boolean;
  /**
   * No two records may have the same value.
   */
  unique?: boolean;
  /**
   * Value of a new record: a literal, or a FEEL expression beginning with =.
   */
  default?: unknown;
  /**
   * FEEL expression over the fields of the record and paths over its lookups; the field is then calculated, never typed.
   */
  formula?: string;
  /**
   * Aggregate over children: sum(lines.total), count(lines), min, max, avg; a condition may follow behind where.
   */
  rollup?: string;
  /**
   * People can’t change it in forms; processes, scripts and imports can.
   */
  read_only?: boolean;
  /**
   * Read by quick search; default: what stands in the title.
   */
  search?: boolean;
  /**
   * Keep an index on it, also where no view sorts or filters by it.
   */
  index?: boolean;
  /**
   * Keep its changes in the record’s history; default: as the entity says.
   */
  log?: boolean;
  /**
   * Holds personal data: erased when a person is anonymised.
   */
  personal?: boolean;
  /**
   * Earlier key of the field: renames the column and keeps the values.
   */
  was?: string;
  [k: string]: unknown;
}
export interface MenuEntry {
  /**
   * Name; default: that of the target.
   */
  label?: Label;
  /**
   * Tabler icon name.
   */
  icon?: string;
  /**
   * Opens a view.
   */
  view?: string;
  /**
   * Opens the list of an entity.
   */
  entity?: string;
  /**
   * Starts a process.
   */
  start?: string;
  /**
   * Opens a page of the workspace.
   */
  page?: 'inbox' | 'calendar' | 'dashboard' | 'search' | 'reports';
  /**
   * Opens a web address.
   */
  url?: string;
}
