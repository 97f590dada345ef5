/**
 * Embedded HTML forms of Camunda 7, read and not run (DECISIONS 17): variables with their types, labels, options and help
 * become a form definition; scripts are named as kept and not run. A File variable becomes a file field.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { Json } from '#metadata/value.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Content of a form definition (forms/*.yaml). */
export type ReadForm = { readonly [key: string]: Json };

/**
 * All forms of a deployment at once, by file name: a variable that one form gives a type has it in the others too.
 * Files without a variable of a process are no such forms and left out.
 */
export function readHtmlForms(
  files: readonly { readonly name: string; readonly text: string }[],
): Map<string, ReadForm> {
  const types = new Map<string, string>();
  for (const { text } of files) {
    for (const input of walk(parseFragment(text).childNodes)) {
      const name = variableOf(input);
      const type = name && declaredType(input);
      if (type && !types.has(name)) types.set(name, type);
    }
  }
  const forms = new Map<string, ReadForm>();
  for (const { name, text } of files) {
    const form = readHtmlForm(text, wordsOf(name.replace(/^.*\//, '').replace(/\.html?$/i, '')), types);
    if (form) forms.set(name, form);
  }
  return forms;
}

// helpers //////////

function readHtmlForm(html: string, label: string, types: ReadonlyMap<string, string>): ReadForm | null {
  const nodes = [...walk(parseFragment(html).childNodes)];
  const inputs = nodes.filter((node) => variableOf(node) !== null);
  if (inputs.length === 0) return null;
  const labels = labelsById(nodes);
  const variables: Record<string, Json> = {};
  const items: Json[] = [];
  for (const intro of nodes.filter((node) => node.tagName === 'p' && !insideGroup(node))) {
    const text = textOf(intro);
    if (text) items.push({ text });
  }
  for (const input of inputs) {
    const name = variableOf(input)!;
    if (name in variables) continue;
    variables[name] = fieldOf(input, labels, types.get(name));
    const help = helpOf(input);
    const readOnly =
      attribute(input, 'readonly') !== null || attribute(input, 'disabled') !== null || isDownload(input);
    items.push({ field: name, ...(help && { help }), ...(readOnly && { read_only: true }) });
  }
  const scripts = nodes.filter((node) => node.tagName === 'script').length;
  return {
    label,
    variables,
    sections: [{ fields: items }],
    ...(scripts > 0 && {
      not_run: [
        `${scripts === 1 ? 'A script' : `${scripts} scripts`} of the imported form ${scripts === 1 ? 'is' : 'are'} kept and not run.`,
      ],
    }),
  };
}

function* walk(nodes: readonly Node[]): Generator<Element> {
  for (const node of nodes) {
    if (!('tagName' in node)) continue;
    yield node;
    yield* walk(node.childNodes);
  }
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

function variableOf(element: Element): string | null {
  const name = attribute(element, 'cam-variable-name') ?? attribute(element, 'cam-file-download');
  return name && NAME.test(name) ? name : null;
}

function isDownload(element: Element): boolean {
  return attribute(element, 'cam-file-download') !== null;
}

const TYPES: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  long: 'integer',
  short: 'integer',
  double: 'decimal',
  date: 'datetime',
  file: 'file',
};

function declaredType(input: Element): string | null {
  return TYPES[attribute(input, 'cam-variable-type')?.toLowerCase() ?? ''] ?? null;
}

function fieldOf(input: Element, labels: ReadonlyMap<string, string>, known: string | undefined): Json {
  const options = input.tagName === 'select' ? optionsOf(input) : null;
  const type = isDownload(input)
    ? 'file'
    : options
      ? 'choice'
      : (declaredType(input) ?? known ?? drawnType(input));
  return {
    type,
    label: labelOf(input, labels) ?? wordsOf(variableOf(input)!),
    ...(options && { options }),
    ...(attribute(input, 'required') !== null && { required: true }),
  };
}

function drawnType(input: Element): string {
  if (attribute(input, 'type') === 'checkbox') return 'boolean';
  return input.tagName === 'textarea' ? 'long_text' : 'text';
}

function optionsOf(select: Element): Json {
  const options: Record<string, string> = {};
  for (const option of walk(select.childNodes)) {
    if (option.tagName !== 'option') continue;
    const text = textOf(option);
    const value = attribute(option, 'value') ?? text;
    if (value) options[value] = text || value;
  }
  return options;
}

function labelsById(nodes: readonly Element[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const node of nodes) {
    const target = node.tagName === 'label' ? attribute(node, 'for') : null;
    // Where a label was copied and its target forgotten, the first one is right.
    if (target && !labels.has(target)) labels.set(target, textOf(node));
  }
  return labels;
}

/** The label around it, the one in its group, or the one that names it. */
function labelOf(input: Element, byId: ReadonlyMap<string, string>): string | null {
  for (let node = parentOf(input); node; node = parentOf(node)) {
    if (node.tagName === 'label') return textOf(node) || null;
    const own = [...walk(node.childNodes)];
    if (own.filter((one) => variableOf(one) !== null).length > 1) break;
    const label = own.find((one) => one.tagName === 'label');
    if (label) return textOf(label).replace(/[:\s]+$/, '') || null;
  }
  const id = attribute(input, 'id');
  return (id && byId.get(id)) || null;
}

function helpOf(input: Element): string | null {
  const group = parentOf(input);
  if (!group) return null;
  for (const node of walk(group.childNodes)) {
    const classes = attribute(node, 'class')?.split(/\s+/) ?? [];
    if (classes.includes('help')) return textOf(node) || null;
  }
  return null;
}

function insideGroup(node: Element): boolean {
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) {
    if (parent.tagName === 'div') return true;
  }
  return false;
}

function parentOf(element: Element): Element | null {
  const parent = element.parentNode;
  return parent && 'tagName' in parent ? parent : null;
}

function textOf(element: Element): string {
  const parts: string[] = [];
  const collect = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if ('value' in node && node.nodeName === '#text') parts.push(node.value);
      else if ('tagName' in node && node.tagName !== 'script') {
        if (node.tagName === 'br') parts.push(' ');
        collect(node.childNodes);
      }
    }
  };
  collect(element.childNodes);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** `invoiceNumber` and `invoice-number` → `Invoice number`. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
