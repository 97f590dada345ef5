/** A modeler in the page: opened with the draft's file, saved into the draft a moment after each change. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftStore } from '../draft/draft-store.ts';
import type { Shape } from './bpmn-types.ts';
import { createEchoes } from './echoes.ts';
import { createEdit, type Edit } from './edit.ts';
import { createModeler, type ProcessModeler, vocabularyOf } from './modeler.ts';

export interface ProcessEditor {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly modeler: ProcessModeler | null;
  readonly edit: Edit | null;
  /** Counts up with every change and every selection. */
  readonly tick: number;
  /** The one selected element; the process itself where there is none; null where several are. */
  readonly selected: Shape | null;
  /** The file as it stands, a moment after the last change. */
  readonly xml: string;
  /** Why the file could not be opened. */
  readonly failure: string | null;
}

/** Milliseconds without a change before the file is written. */
const PAUSE = 350;

/** Milliseconds after opening in which the drawing follows the size of its box. */
const SETTLED = 1000;

/** `writes` is the draft's: it asks for what is not yet written. */
export function useProcessEditor(
  given: string,
  onXml: (xml: string) => void,
  writes: DraftStore['writes'],
): ProcessEditor {
  const { i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<ProcessModeler | null>(null);
  const [tick, setTick] = useState(0);
  const [xml, setXml] = useState(given);
  const [failure, setFailure] = useState<string | null>(null);
  const vocabulary = vocabularyOf(given);
  const keep = useRef(onXml);
  keep.current = onXml;
  const written = useRef<string | null>(null);
  const shown = useRef(given);
  const [echoes] = useState(createEchoes);
  const opened = useRef<{ readonly given: string; readonly text: string } | null>(null);

  // Texts of the palette and menus are bpmn-js's own words; those we have no translation of stay English.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the modeler is made once; another language is met with the next one
  const translate = useCallback((text: string, names: Readonly<Record<string, string>> = {}) => {
    const known: unknown = i18n.getResource(i18n.language, 'translation', 'bpmn');
    const own = (known as Readonly<Record<string, string>> | undefined)?.[text] ?? text;
    return own.replaceAll(/\{([^}]+)\}/g, (hole, name: string) => names[name] ?? hole);
  }, []);

  useEffect(() => {
    shown.current = given;
    if (echoes.isOwn(given) || !modeler || written.current === given) return;
    written.current = given;
    let gone = false;
    let settled: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => showAll(modeler));
    modeler
      .open(given)
      .then(async () => {
        const text = await modeler.save();
        if (gone) return;
        opened.current = { given, text };
        setFailure(null);
        setXml(given);
        setTick((count) => count + 1);
        showAll(modeler);
        // The properties beside the canvas take their room a moment later.
        observer.observe(box.current as HTMLElement);
        settled = setTimeout(() => observer.disconnect(), SETTLED);
      })
      .catch((error: Error) => {
        if (!gone) setFailure(error.message);
      });
    return () => {
      gone = true;
      clearTimeout(settled);
      observer.disconnect();
    };
  }, [modeler, given, echoes]);

  useEffect(() => {
    if (!modeler) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let under: Promise<void> = Promise.resolve();
    let isSaving = false;
    const save = async () => {
      const saved = await modeler.save();
      // Undone to the beginning it is the file that was given, however that was formatted.
      const text = saved === opened.current?.text ? opened.current.given : saved;
      if (text === written.current) return;
      written.current = text;
      echoes.wrote(text, shown.current);
      setXml(text);
      keep.current(text);
    };
    const saveNow = () => {
      clearTimeout(timer);
      timer = undefined;
      isSaving = true;
      under = save().finally(() => {
        isSaving = false;
      });
    };
    const changed = ({ trigger }: { trigger?: string }) => {
      setTick((count) => count + 1);
      if (trigger === 'clear') return;
      clearTimeout(timer);
      timer = setTimeout(saveNow, PAUSE);
    };
    const chosen = () => setTick((count) => count + 1);
    modeler.on('commandStack.changed', changed);
    modeler.on('selection.changed', chosen);
    const silent = writes({
      pending: () => timer !== undefined || isSaving,
      async now() {
        if (timer !== undefined) saveNow();
        await under;
      },
    });
    return () => {
      silent();
      modeler.off('commandStack.changed', changed);
      modeler.off('selection.changed', chosen);
      if (timer !== undefined) saveNow();
    };
  }, [modeler, echoes, writes]);

  // Last, so that what is not yet written is saved before the modeler goes.
  useEffect(() => {
    const made = createModeler(box.current as HTMLElement, translate, vocabulary);
    written.current = null;
    setModeler(made);
    return () => {
      made.destroy();
      setModeler(null);
    };
  }, [translate, vocabulary]);

  const edit = useMemo(() => (modeler ? createEdit(modeler.services) : null), [modeler]);
  return { box, modeler, edit, tick, selected: modeler ? selectedOf(modeler) : null, xml, failure };
}

/** All of it, but not larger than it is, with room for the palette on the left. */
export function showAll({ services: { canvas } }: ProcessModeler): void {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || outer.width === 0) return;
  // The palette is drawn where there is room for it.
  const [left, right, edge] = outer.width > 600 ? [84, 32, 40] : [16, 16, 16];
  const scale = Math.min(
    1,
    (outer.width - left - right) / inner.width,
    (outer.height - 2 * edge) / inner.height,
  );
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    // A drawing that has just begun grows to the right.
    x:
      inner.x - left / scale - Math.max(0, (width - (left + right) / scale - inner.width) / 2) * grown(inner),
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}

// helpers //////////

/** From 0, at the left edge, to 1, in the middle, by how wide the drawing is. */
function grown({ width }: { readonly width: number }): number {
  return Math.min(1, Math.max(0.15, width / 800));
}

/** Where pools are drawn, the one with a process stands for the whole. */
function rootOf({ canvas, elementRegistry }: ProcessModeler['services']): Shape {
  const root = canvas.getRootElement();
  if (root.businessObject?.$type !== 'bpmn:Collaboration') return root;
  const pool = elementRegistry
    .getAll()
    .find(({ type, businessObject }) => type === 'bpmn:Participant' && businessObject.get('processRef'));
  return pool ?? root;
}

function selectedOf({ services }: ProcessModeler): Shape | null {
  const chosen = services.selection.get();
  if (chosen.length > 1) return null;
  const element = chosen[0] ?? rootOf(services);
  const shown = element.labelTarget ?? element;
  // Before a file is open the canvas has a root that stands for nothing.
  return shown.businessObject ? shown : null;
}
