/** The parts of bpmn-js and moddle the process editor works with, typed as far as it needs them. */

/** A model element: its properties by `get`, those of extensions with their prefix (`camunda:assignee`). */
export interface Moddle {
  readonly $type: string;
  $parent?: Moddle;
  readonly id?: string;
  readonly name?: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  get(property: string): unknown;
  $instanceOf(type: string): boolean;
}

/** An element of the drawing. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: Moddle;
  readonly parent?: Shape;
  readonly labelTarget?: Shape;
  readonly incoming?: readonly Shape[];
  readonly outgoing?: readonly Shape[];
  readonly source?: Shape;
  readonly target?: Shape;
  readonly waypoints?: unknown;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Services {
  readonly canvas: {
    zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
    getRootElement(): Shape;
    scrollToElement(element: string | Shape): void;
    resized(): void;
    viewbox(): { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
    viewbox(box: Box): void;
  };
  readonly commandStack: {
    execute(command: string, context: object): void;
    registerHandler(command: string, handler: unknown): void;
    canUndo(): boolean;
    canRedo(): boolean;
    undo(): void;
    redo(): void;
  };
  readonly elementRegistry: { get(id: string): Shape | undefined; getAll(): readonly Shape[] };
  readonly selection: { get(): readonly Shape[]; select(element: Shape | null): void };
  readonly modeling: {
    updateProperties(element: Shape, properties: object): void;
    updateModdleProperties(element: Shape, owner: Moddle, properties: object): void;
  };
  readonly bpmnFactory: { create(type: string, properties?: object): Moddle };
  readonly overlays: {
    add(id: string, type: string, overlay: object): string;
    remove(filter: { type: string }): void;
  };
}

export function typeOf(element: Shape): string {
  return element.businessObject.$type;
}

export function is(element: Shape | Moddle, type: string): boolean {
  const model = 'businessObject' in element ? element.businessObject : element;
  return model.$instanceOf(type);
}

export function textOf(model: Moddle, property: string): string {
  const value = model.get(property);
  return value === undefined || value === null ? '' : String(value);
}

export function listOf(model: Moddle, property: string): readonly Moddle[] {
  const value = model.get(property);
  return Array.isArray(value) ? (value as readonly Moddle[]) : [];
}
