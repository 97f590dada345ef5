/**
 * What palette and context pad offer as a task: one for a person and one for the platform, each by one press. The plain task that
 * bpmn-js offers would do nothing and had to be changed into one of these every time; it is still in the menu of the wrench.
 */
import type { Shape } from './bpmn-types.ts';

const TASKS = [
  { key: 'user-task', type: 'bpmn:UserTask', create: 'Create user task', append: 'Append user task' },
  {
    key: 'service-task',
    type: 'bpmn:ServiceTask',
    create: 'Create service task',
    append: 'Append service task',
  },
] as const;

/** After bpmn-js has made its own entries. */
const LATER = 500;

type Entries = Readonly<Record<string, unknown>>;
type Translate = (text: string) => string;

interface Ground {
  readonly palette: { registerProvider(priority: number, provider: object): void };
  readonly contextPad: { registerProvider(priority: number, provider: object): void };
  readonly elementFactory: { createShape(kind: { readonly type: string }): Shape };
  readonly create: { start(event: Event, shape: Shape, hints?: { readonly source: Shape }): void };
  readonly autoPlace: { append(source: Shape, shape: Shape): void };
  readonly appendPreview: { create(source: Shape, type: string): void; cleanUp(): void };
  readonly translate: Translate;
}

/** A module of bpmn-js. */
export const taskEntries = {
  __init__: ['taskEntries'],
  taskEntries: [
    'factory',
    Object.assign(
      (
        palette: Ground['palette'],
        contextPad: Ground['contextPad'],
        elementFactory: Ground['elementFactory'],
        create: Ground['create'],
        autoPlace: Ground['autoPlace'],
        appendPreview: Ground['appendPreview'],
        translate: Translate,
      ) => offer({ palette, contextPad, elementFactory, create, autoPlace, appendPreview, translate }),
      {
        $inject: [
          'palette',
          'contextPad',
          'elementFactory',
          'create',
          'autoPlace',
          'appendPreview',
          'translate',
        ],
      },
    ),
  ],
};

/** The entries with others in the place of one; as they are where it is not among them. */
export function inPlaceOf(entries: Entries, key: string, others: Entries): Entries {
  return Object.fromEntries(
    Object.entries(entries).flatMap((entry) => (entry[0] === key ? Object.entries(others) : [entry])),
  );
}

// helpers //////////

function offer(ground: Ground): object {
  const { palette, contextPad } = ground;
  palette.registerProvider(LATER, {
    getPaletteEntries: () => (entries: Entries) =>
      inPlaceOf(
        entries,
        'create.task',
        entriesOf('create', (task) => createEntry(ground, task)),
      ),
  });
  contextPad.registerProvider(LATER, {
    getContextPadEntries: () => (entries: Entries) =>
      inPlaceOf(
        entries,
        'append.append-task',
        entriesOf('append', (task) => appendEntry(ground, task)),
      ),
  });
  return {};
}

type Task = (typeof TASKS)[number];

function entriesOf(verb: string, entry: (task: Task) => object): Entries {
  return Object.fromEntries(TASKS.map((task) => [`${verb}.${task.key}`, entry(task)]));
}

function createEntry({ create, elementFactory, translate }: Ground, task: Task): object {
  const start = (event: Event) => create.start(event, elementFactory.createShape({ type: task.type }));
  return {
    group: 'activity',
    className: `bpmn-icon-${task.key}`,
    title: translate(task.create),
    action: { dragstart: start, click: start },
  };
}

function appendEntry(ground: Ground, { key, type, append }: Task): object {
  const { create, elementFactory, autoPlace, appendPreview, translate } = ground;
  const shape = () => elementFactory.createShape({ type });
  return {
    group: 'model',
    className: `bpmn-icon-${key}`,
    title: translate(append),
    action: {
      dragstart: (event: Event, source: Shape) => create.start(event, shape(), { source }),
      click: (_: Event, source: Shape) => autoPlace.append(source, shape()),
      hover(_: Event, source: Shape) {
        appendPreview.create(source, type);
        return () => appendPreview.cleanUp();
      },
    },
  };
}
