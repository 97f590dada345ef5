/**
 * How a definition of each kind reads without what is hidden; null where nothing of it may be known. Kinds that are not
 * here stay with the server: what roles permit, the texts of processes and decisions, task types. Translations are applied already.
 */
import { type Definition, splitReference } from '../definition.ts';
import type {
  EntityDefinition,
  ExtensionDefinition,
  FieldDefinition,
  FormDefinition,
  FormItem,
  MenuDefinition,
  PipelineDefinition,
  ViewDefinition,
} from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';
import type { Hidden } from './hidden.ts';

type Without = (definition: Definition, hidden: Hidden) => Json | null;

export const KNOWN: ReadonlyMap<string, Without> = new Map<string, Without>([
  ['solution', ({ content }) => content],
  ['entity', about<EntityDefinition>(entity)],
  ['extension', about<ExtensionDefinition>(extension)],
  ['pipeline', about<PipelineDefinition>(pipeline)],
  ['form', about<FormDefinition>(form)],
  ['view', about<ViewDefinition>(view)],
  ['menu', about<MenuDefinition>(menu)],
  // Deadlines in forms count by them.
  ['calendar', ({ content }) => content],
]);

// helpers //////////

function about<Content>(without: (content: Content, hidden: Hidden, key: string) => Content | null): Without {
  return ({ content, key }, hidden) => without(content as Content, hidden, key) as Json | null;
}

/** Without the keys whose value is undefined: what is not said takes its default. */
function said<Content extends object>(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as Content;
}

function entity(content: EntityDefinition, hidden: Hidden, key: string): EntityDefinition | null {
  if (hidden.entity(key)) return null;
  const names = (path: string) => !hidden.place(key, path.replace(/^-/, ''));
  const titled = [...(content.title ?? '').matchAll(/\{([^}]*)\}/g)].every(([, path]) => names(path!));
  return said({
    ...content,
    fields: fields(content.fields, hidden, key),
    title: titled ? content.title : undefined,
    owner: content.owner !== undefined && names(content.owner) ? content.owner : undefined,
    part_of: content.part_of !== undefined && hidden.entity(content.part_of) ? undefined : content.part_of,
    unique: content.unique?.filter((set) => set.every(names)),
    sort: content.sort?.filter(names),
    checks: checks(content.checks, hidden, key),
    duplicates: undefined,
    retention: undefined,
    log: undefined,
  });
}

function extension(content: ExtensionDefinition, hidden: Hidden): ExtensionDefinition | null {
  if (hidden.entity(content.entity)) return null;
  const { key } = splitReference(content.entity);
  return said({
    ...content,
    fields: content.fields && fields(content.fields, hidden, key),
    unique: content.unique?.filter((set) => set.every((path) => !hidden.place(key, path))),
    checks: checks(content.checks, hidden, key),
  });
}

function fields(
  all: Readonly<Record<string, FieldDefinition>>,
  hidden: Hidden,
  entityKey: string,
): Record<string, FieldDefinition> {
  const seen = Object.entries(all).filter(([key, field]) => !hidden.field(entityKey, key, field));
  return Object.fromEntries(
    seen.map(([key, field]) => {
      const { formula, rollup } = field as { readonly formula?: string; readonly rollup?: string };
      const speaks = [formula, rollup].some((text) => text !== undefined && hidden.speaks(entityKey, text));
      // The value is shown; how it is made would tell what is hidden.
      return [
        key,
        speaks ? said({ ...field, formula: undefined, rollup: undefined, read_only: true }) : field,
      ];
    }),
  );
}

function checks(
  all: EntityDefinition['checks'],
  hidden: Hidden,
  entityKey: string,
): EntityDefinition['checks'] {
  if (all === undefined) return undefined;
  return Object.fromEntries(Object.entries(all).filter(([, { that }]) => !hidden.speaks(entityKey, that)));
}

function pipeline(content: PipelineDefinition, hidden: Hidden): PipelineDefinition | null {
  if (hidden.entity(content.entity)) return null;
  const { key } = splitReference(content.entity);
  const stages = Object.entries(content.stages).map(([name, stage]) => [
    name,
    said({ ...stage, requires: stage.requires?.filter((path) => !hidden.place(key, path)) }),
  ]);
  return { ...content, stages: Object.fromEntries(stages) };
}

function view(content: ViewDefinition, hidden: Hidden): ViewDefinition | null {
  if (hidden.entity(content.entity)) return null;
  const { key } = splitReference(content.entity);
  if (content.where !== undefined && hidden.speaks(key, content.where)) return null;
  const names = (path: string) => !hidden.place(key, path.replace(/^-/, ''));
  const columns = content.columns.filter((column) =>
    names(typeof column === 'string' ? column : column.field),
  );
  if (columns.length === 0) return null;
  const { group, kanban, calendar } = content;
  return said({
    ...content,
    columns: columns as ViewDefinition['columns'],
    group: group !== undefined && names(group) ? group : undefined,
    sort: content.sort?.filter(names),
    filters: content.filters?.filter(names),
    kanban:
      kanban && names(kanban.by)
        ? said({
            ...kanban,
            card: kanban.card?.filter(names),
            sum: kanban.sum !== undefined && names(kanban.sum) ? kanban.sum : undefined,
          })
        : undefined,
    calendar: calendar && names(calendar.start) ? calendar : undefined,
  });
}

function form(content: FormDefinition, hidden: Hidden): FormDefinition | null {
  if (content.entity === undefined) return content;
  if (hidden.entity(content.entity)) return null;
  const { key } = splitReference(content.entity);
  const item = (one: FormItem): FormItem[] => {
    if (typeof one === 'object' && 'text' in one) return [one];
    const path = typeof one === 'string' ? one : one.field;
    const own = Object.hasOwn(content.variables ?? {}, path.split('.')[0]!);
    if (!own && hidden.place(key, path)) return [];
    if (typeof one === 'string') return [one];
    const told = (text: boolean | string | undefined) =>
      typeof text === 'string' && hidden.speaks(key, text) ? undefined : text;
    return [
      said({
        ...one,
        show: told(one.show) as string | undefined,
        required: told(one.required),
        read_only: told(one.read_only),
        default: typeof one.default === 'string' ? told(one.default) : one.default,
      }),
    ];
  };
  const sections = content.sections.flatMap((section) => {
    const rows = section.fields.flatMap((row): (FormItem | FormItem[])[] => {
      const items = [row].flat().flatMap(item);
      return items.length === 0 ? [] : [Array.isArray(row) ? items : items[0]!];
    });
    const show = section.show !== undefined && hidden.speaks(key, section.show) ? undefined : section.show;
    return rows.length === 0 ? [] : [said({ ...section, show, fields: rows })];
  });
  return sections.length === 0 ? null : { ...content, sections };
}

function menu(content: MenuDefinition, hidden: Hidden): MenuDefinition | null {
  const groups = content.groups.flatMap((group) => {
    const items = group.items.filter(({ entity: opens }) => opens === undefined || !hidden.entity(opens));
    return items.length === 0 ? [] : [{ ...group, items }];
  });
  return groups.length === 0 ? null : ({ ...content, groups } as MenuDefinition);
}
