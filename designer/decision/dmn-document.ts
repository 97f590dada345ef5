/**
 * The XML of a DMN file as it is edited: read into a document, changed where something is to be changed, written back. Whatever is
 * not touched (drawings, foreign elements, comments, line breaks) stays as it was, in every version of DMN.
 */

export type DmnResult =
  | { readonly ok: true; readonly document: XMLDocument }
  | { readonly ok: false; readonly message: string };

export function openDmn(xml: string): DmnResult {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const mistake = document.getElementsByTagName('parsererror')[0];
  if (mistake) return { ok: false, message: mistake.textContent?.trim() ?? '' };
  return { ok: true, document: document as XMLDocument };
}

/** The text of a changed document; what stood around its root stays as it was. */
export function writeDmn(document: XMLDocument, was: string): string {
  const before = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(was)?.[0] ?? '';
  const after = was.slice(was.lastIndexOf('</') + 2).replace(/^[^>]*>/, '');
  return before + new XMLSerializer().serializeToString(document.documentElement) + after;
}

/** DMN's own children with this name: those in the namespace of their parent. */
export function childrenOf(parent: Element, name: string): Element[] {
  return [...parent.children].filter(
    (child) => child.localName === name && child.namespaceURI === parent.namespaceURI,
  );
}

export function childOf(parent: Element | undefined, name: string): Element | undefined {
  return parent && childrenOf(parent, name)[0];
}

/** The text of `<text>` within an entry or expression, trimmed. */
export function textOf(holder: Element | undefined): string {
  return childOf(holder, 'text')?.textContent?.trim() ?? '';
}

export function setText(holder: Element, text: string): void {
  const element = childOf(holder, 'text') ?? append(holder, 'text', {}, holder.lastElementChild);
  element.textContent = text;
}

/** Sets an attribute; an empty value takes it away. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** A new child behind another one, or first where that is null; on a line of its own, indented like its siblings. */
export function append(
  parent: Element,
  name: string,
  attributes: Readonly<Record<string, string>>,
  behind: Element | null,
): Element {
  const document = parent.ownerDocument;
  const element = document.createElementNS(
    parent.namespaceURI,
    parent.prefix ? `${parent.prefix}:${name}` : name,
  );
  for (const [key, value] of Object.entries(attributes)) if (value !== '') element.setAttribute(key, value);
  place(element, parent, behind);
  return element;
}

/** Puts an element, new or standing elsewhere, behind a sibling, or first where that is null. */
export function place(element: Element, parent: Element, behind: Element | null): void {
  const indent = indentWithin(parent);
  if (element.parentNode) take(element);
  const next = behind ? behind.nextSibling : parent.firstChild;
  if (behind || parent.firstElementChild || indent !== '') {
    parent.insertBefore(parent.ownerDocument.createTextNode(indent), next);
    parent.insertBefore(element, next);
    // The first child of a parent without any: its end goes to a line of its own.
    if (!next) parent.appendChild(parent.ownerDocument.createTextNode(indent.replace(/ {2}$/, '')));
  } else parent.appendChild(element);
}

/** Takes an element away with the line break before it. */
export function take(element: Element): void {
  const before = element.previousSibling;
  if (before?.nodeType === 3 && before.textContent?.trim() === '') before.remove();
  element.remove();
}

/** An id that is not in use in the document: `rule_1`, `rule_2` … */
export function freeId(document: XMLDocument, stem: string): string {
  const used = new Set([...document.querySelectorAll('[id]')].map((element) => element.id));
  for (let number = 1; ; number += 1) if (!used.has(`${stem}_${number}`)) return `${stem}_${number}`;
}

// helpers //////////

/** Line break and indent before the children of an element. */
function indentWithin(parent: Element): string {
  const [first] = parent.children;
  const before = first?.previousSibling;
  if (before?.nodeType === 3) return lastLine(before.textContent ?? '');
  if (first) return '';
  const own = parent.previousSibling;
  return own?.nodeType === 3 ? `${lastLine(own.textContent ?? '')}  ` : '';
}

/** A line break and what follows the last one of a text of spaces. */
function lastLine(text: string): string {
  const at = text.lastIndexOf('\n');
  return at < 0 ? '' : text.slice(at);
}
