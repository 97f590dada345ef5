/**
 * A model shows its names in one language: those of its `potik:label` elements stand in the place of the name it was drawn with.
 * Only for looking at it; a model that is saved again must not pass through here.
 */
export interface ModelElement {
  name?: string;
  readonly extensionElements?: { readonly values?: readonly Extension[] };
}

/** As bpmn-moddle reads what it has no types for: the tag, attributes beside it. */
interface Extension {
  readonly $type: string;
  readonly language?: string;
  readonly text?: string;
}

export function translateNames(elements: Readonly<Record<string, ModelElement>>, language: string): void {
  for (const element of Object.values(elements)) {
    const label = element.extensionElements?.values?.find(
      (extension) => extension.$type.toLowerCase() === 'potik:label' && extension.language === language,
    );
    if (label?.text) element.name = label.text;
  }
}
