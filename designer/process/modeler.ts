/**
 * bpmn-js as the editor uses it: our extension elements and those of Camunda 7 and 8 known to it, so that imported files keep all
 * they bring, and its texts in the person's language.
 */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import './canvas-colours.css';
import Modeler from 'bpmn-js/lib/Modeler';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { potikDescriptor } from '#engine/potik-descriptor.ts';
import type { Services } from './bpmn-types.ts';
import { taskEntries } from './task-entries.ts';
import { TOGETHER, TogetherHandler } from './together.ts';

export interface ModelerEvent {
  readonly element?: unknown;
  /** Of `commandStack.changed`: execute, undo, redo, clear. */
  readonly trigger?: string;
}

export interface ProcessModeler {
  readonly services: Services;
  /** Opens a file; warnings are what could not be drawn. Throws what is not BPMN. */
  open(xml: string): Promise<readonly string[]>;
  save(): Promise<string>;
  /** SVG, black on white whatever the theme. */
  savePicture(): Promise<string>;
  on(event: string, heard: (event: ModelerEvent) => void): void;
  off(event: string, heard: (event: ModelerEvent) => void): void;
  destroy(): void;
}

const FILL = 'var(--process-fill)';
const LINE = 'var(--process-line)';

/**
 * Camunda 7's words and those of Camunda 8 define the same property, so that one modeler can know only one of them; what belongs to
 * the other is kept as it is written.
 */
export type Vocabulary = 'camunda' | 'zeebe';

export function vocabularyOf(xml: string): Vocabulary {
  return xml.includes('http://camunda.org/schema/zeebe/1.0') ? 'zeebe' : 'camunda';
}

export function createModeler(
  container: HTMLElement,
  translate: (text: string, names?: Readonly<Record<string, string>>) => string,
  vocabulary: Vocabulary,
): ProcessModeler {
  const modeler = new Modeler({
    container,
    moddleExtensions: { potik: potikDescriptor, ...(vocabulary === 'zeebe' ? { zeebe } : { camunda }) },
    additionalModules: [{ translate: ['value', translate] }, taskEntries],
    // Names of colours that the canvas gives by the theme. A label takes its element's stroke.
    bpmnRenderer: { defaultFillColor: FILL, defaultStrokeColor: LINE },
    textRenderer: { defaultStyle: { fontFamily: '"Inter Variable", Inter, sans-serif', fontSize: 12 } },
  });
  const service = <K extends keyof Services>(name: K) => modeler.get<Services[K]>(name);
  service('commandStack').registerHandler(TOGETHER, TogetherHandler);
  return {
    services: {
      canvas: service('canvas'),
      commandStack: service('commandStack'),
      elementRegistry: service('elementRegistry'),
      selection: service('selection'),
      modeling: service('modeling'),
      bpmnFactory: service('bpmnFactory'),
      overlays: service('overlays'),
    },
    async open(xml) {
      const { warnings } = await modeler.importXML(await drawn(xml));
      return warnings.map(String);
    },
    async save() {
      const { xml } = await modeler.saveXML({ format: true });
      return xml ?? '';
    },
    async savePicture() {
      const { svg } = await modeler.saveSVG();
      return svg.replaceAll(FILL, 'white').replaceAll(LINE, 'black');
    },
    on: (event, heard) => modeler.on(event, heard as never),
    off: (event, heard) => modeler.off(event, heard as never),
    destroy: () => modeler.destroy(),
  };
}

// helpers //////////

/** A file without a drawing is laid out. */
async function drawn(xml: string): Promise<string> {
  if (/<(?:[\w.-]+:)?BPMNDiagram\b/.test(xml)) return xml;
  const { layoutProcess } = (await import('bpmn-auto-layout')) as {
    layoutProcess: (text: string) => Promise<string>;
  };
  return layoutProcess(xml);
}
