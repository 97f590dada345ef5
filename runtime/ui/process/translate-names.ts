/**
 * A model shows its names in one language: those of its `potik:label` elements stand in the place of the name it was drawn with; a
 * pool that bears the name of its process bears the translated one. Only for looking at it; a model that is saved again must not
 * pass through here.
 */
export interface ModelElement {
  name?: string;
  readonly extensionElements?: { readonly values?: readonly Extension[] };
  /** Of a pool. */
  readonly processRef?: ModelElement;
  /** Of a shape or edge of the drawing: what it draws, and where the label beside it stands. */
  readonly bpmnElement?: ModelElement;
  readonly label?: { readonly bounds?: { x: number; width: number } };
}

/** As bpmn-moddle reads what it has no types for: the tag, attributes beside it. */
interface Extension {
  readonly $type: string;
  readonly language?: string;
  readonly text?: string;
}

/** Room for a label beside its event, gateway or flow: that of the drawing was made for words of another length. */
const LABEL_WIDTH = 96;

export function translateNames(elements: Readonly<Record<string, ModelElement>>, language: string): void {
  const all = Object.values(elements);
  const pools = all.filter(({ name, processRef }) => name && name === processRef?.name);
  const renamed = new Set<ModelElement>();
  for (const element of all) {
    const label = element.extensionElements?.values?.find(
      (extension) => extension.$type.toLowerCase() === 'potik:label' && extension.language === language,
    );
    if (!label?.text) continue;
    element.name = label.text;
    renamed.add(element);
  }
  for (const pool of pools) pool.name = pool.processRef?.name;
  for (const { bpmnElement, label } of all)
    if (label?.bounds && bpmnElement && renamed.has(bpmnElement)) widen(label.bounds);
}

// helpers //////////

function widen(bounds: { x: number; width: number }): void {
  const more = LABEL_WIDTH - bounds.width;
  if (more <= 0) return;
  bounds.x -= more / 2;
  bounds.width = LABEL_WIDTH;
}
