/**
 * How parsed XML is read: the shapes of bpmn-moddle, and foreign attributes and extension elements by namespace. No
 * dialect's descriptor is registered (two of them clash with each other), so foreign content comes as it stands in the file.
 */

/** An element as bpmn-moddle gives it. */
export interface Moddle {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly $parent?: Moddle;
  /** Whether it is of that BPMN type or one derived from it. */
  readonly $instanceOf?: (type: string) => boolean;
  readonly $descriptor?: { readonly ns?: { readonly uri?: string; readonly localName?: string } };
  readonly extensionElements?: { readonly values?: readonly Moddle[] };
  readonly [property: string]: unknown;
}

/** A foreign element, read generically. */
export interface Foreign {
  readonly name: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Foreign[];
}

export type Uris = ReadonlySet<string>;

/** The value of a foreign attribute, whatever prefix the file gives its namespace. */
export function foreignAttribute(element: Moddle, uris: Uris, name: string): string | undefined {
  const attributes = element.$attrs;
  if (attributes === undefined) return undefined;
  for (const key of Object.keys(attributes)) {
    const colon = key.indexOf(':');
    if (colon < 0 || key.slice(colon + 1) !== name || key.startsWith('xmlns:')) continue;
    const uri = uriOf(element, key.slice(0, colon));
    if (uri !== undefined && uris.has(uri)) return attributes[key];
  }
  return undefined;
}

/** The extension elements of these namespaces; with `name`, those of that local name. */
export function extensions(element: Moddle, uris: Uris, name?: string): Foreign[] {
  const values = element.extensionElements?.values ?? [];
  return values.map(foreign).filter((one) => uris.has(one.uri) && (name === undefined || one.name === name));
}

export function childrenNamed(element: Foreign, name: string): Foreign[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of a documentation element or formal expression. */
export function bodyOf(element: unknown): string | null {
  const { body, text } = (element ?? {}) as { body?: unknown; text?: unknown };
  return typeof body === 'string' ? body : typeof text === 'string' ? text : null;
}

export function listOf(value: unknown): readonly Moddle[] {
  return Array.isArray(value) ? (value as Moddle[]) : [];
}

/** The kind of an element in plain words: `bpmn:UserTask` is a user task. */
export function plainType(element: Moddle): string {
  return element.$type
    .replace(/^\w+:/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

// helpers //////////

function foreign(element: Moddle): Foreign {
  const [prefix, local] = splitName(element.$type);
  const attributes: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(element)) {
    if (!key.startsWith('$') && !key.startsWith('xmlns') && typeof value === 'string')
      attributes[key] = value;
  }
  for (const [key, value] of Object.entries(element.$attrs ?? {})) {
    if (!key.startsWith('xmlns')) attributes[key] = value;
  }
  return {
    name: local,
    uri: element.$descriptor?.ns?.uri ?? uriOf(element, prefix) ?? '',
    attributes,
    text: typeof element.$body === 'string' ? element.$body : '',
    children: listOf(element.$children).map(foreign),
  };
}

function splitName(type: string): [string, string] {
  const colon = type.indexOf(':');
  return colon < 0 ? ['', type] : [type.slice(0, colon), type.slice(colon + 1)];
}

/** The nearest declaration of a prefix. */
function uriOf(element: Moddle, prefix: string): string | undefined {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: Moddle | undefined = element; at !== undefined; at = at.$parent) {
    const uri = at.$attrs?.[name];
    if (uri !== undefined) return uri;
  }
  return undefined;
}
