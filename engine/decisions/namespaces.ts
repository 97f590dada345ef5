/** The namespaces of DMN 1.1 to 1.5 (and 1.0 as Camunda wrote it): the elements are read the same in all of them. */
import type { XmlElement } from './xml-tree.ts';

const MODEL =
  /^https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20\d{6}\/(?:MODEL\/|dmn\.xsd|dmn11\.xsd)|20151101\/dmn\.xsd)$/;
const FEEL = /^(?:feel|https?:\/\/www\.omg\.org\/(?:spec\/)?(?:FEEL\/\d+|DMN\/20\d{6}\/FEEL\/?))$/i;
export const CAMUNDA = 'http://camunda.org/schema/1.0/dmn';

export function isDmn({ uri }: XmlElement): boolean {
  return MODEL.test(uri);
}

/** The language an `expressionLanguage` names; null for one that is not run here. No name means FEEL. */
export function languageOf(name: string | undefined): 'feel' | 'juel' | null {
  if (name === undefined || name.trim() === '' || FEEL.test(name.trim())) return 'feel';
  return name.trim().toLowerCase() === 'juel' ? 'juel' : null;
}

/** The children that are DMN's own. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter((child) => isDmn(child) && (name === undefined || child.name === name));
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => isDmn(child) && child.name === name);
}

/** The text of `<text>` below an element, trimmed; empty where there is none. */
export function textOf(element: XmlElement | undefined): string {
  const text = element && childOf(element, 'text');
  return text ? text.text.trim() : '';
}

/** A name with single spaces, as FEEL knows it. */
export function nameOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes.name?.trim().replace(/\s+/g, ' ');
}

/** The attribute `typeRef`; DMN 1.1 also writes it as an element. */
export function typeRefOf(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const ref = element.attributes.typeRef ?? childOf(element, 'typeRef')?.text;
  return ref?.trim() || undefined;
}
