/**
 * bpmn-js in a box: the file, the marks, zoom buttons. Colours follow the theme, names the person's language. Files without a
 * drawing are laid out on the fly.
 */
import 'bpmn-js/dist/assets/diagram-js.css';
import './marks.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../i18n.tsx';
import type { Badge, Marks } from '../process-drawing.tsx';
import classes from './process.module.css';
import { type ModelElement, translateNames } from './translate-names.ts';

interface Canvas {
  zoom(level: 'fit-viewport' | number, center?: 'auto'): number;
  addMarker(id: string, name: string): void;
  removeMarker(id: string, name: string): void;
}

interface Viewed {
  resized(): void;
  viewbox(): {
    readonly inner: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
    readonly outer: { readonly width: number; readonly height: number };
  };
  viewbox(box: object): void;
}

/** Pixels around the whole. */
const EDGE = 16;

interface Registry {
  get(id: string): object | undefined;
}

interface Overlays {
  add(element: string, type: string, overlay: { position: object; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

const BADGE = 'potik-figure';
const PLACES = {
  right: { top: -13, right: 14 },
  left: { top: -13, left: -10 },
  below: { bottom: -4, left: 0 },
};

export interface ProcessCanvasProps {
  readonly xml: string;
  readonly marks?: Marks;
  readonly badges?: readonly Badge[];
  readonly heat?: ReadonlyMap<string, number>;
  readonly height: number | 'fill';
  readonly onElement?: (id: string) => void;
}

export function ProcessCanvas({ xml, marks, badges, heat, height, onElement }: ProcessCanvasProps) {
  const fill = height === 'fill';
  const t = useText();
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const made = new NavigatedViewer({
      container: box.current as HTMLElement,
      textRenderer: { defaultStyle: { fontFamily: '"Inter Variable", Inter, sans-serif', fontSize: 12 } },
      // Names of our tokens, so that another theme needs no other drawing. A label takes its element's stroke: one an author has
      // coloured stays readable on its own ground.
      bpmnRenderer: { defaultFillColor: 'var(--process-fill)', defaultStrokeColor: 'var(--process-line)' },
      // The wheel belongs to the page the picture stands in, unless the picture is the page.
      zoomScroll: { enabled: fill },
    });
    made.on('import.parse.complete', (({ elementsById }: { elementsById: Record<string, ModelElement> }) =>
      translateNames(elementsById, language)) as never);
    let gone = false;
    setViewer(null);
    open(made, xml)
      .then(() => {
        if (gone) return;
        showWhole(made);
        setFailed(false);
        setViewer(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      made.destroy();
    };
  }, [xml, language, fill]);

  useEffect(() => {
    if (!viewer || !marks) return;
    const canvas = viewer.get<Canvas>('canvas');
    const elements = viewer.get<Registry>('elementRegistry');
    const set = Object.entries({
      'potik-done': [...marks.done, ...marks.flows],
      'potik-current': marks.current,
      'potik-failed': marks.failed ?? [],
      'potik-chosen': marks.chosen ?? [],
    }).flatMap(([name, ids]) => ids.filter((id) => elements.get(id)).map((id) => [id, name] as const));
    for (const [id, name] of set) canvas.addMarker(id, name);
    return () => {
      for (const [id, name] of set) if (elements.get(id)) canvas.removeMarker(id, name);
    };
  }, [viewer, marks]);

  useEffect(() => {
    if (!viewer || !badges) return;
    const overlays = viewer.get<Overlays>('overlays');
    const elements = viewer.get<Registry>('elementRegistry');
    for (const badge of badges) {
      const { element, text, tone, label, place } = badge;
      if (!elements.get(element)) continue;
      const html = document.createElement('span');
      html.className = 'potik-figure';
      html.dataset.tone = tone;
      html.title = label;
      html.textContent = text;
      overlays.add(element, BADGE, { position: PLACES[place ?? 'right'], html });
    }
    return () => overlays.remove({ type: BADGE });
  }, [viewer, badges]);

  useEffect(() => {
    if (!viewer || !heat) return;
    const elements = viewer.get<Registry & { getGraphics(id: string): SVGElement | undefined }>(
      'elementRegistry',
    );
    const drawn = [...heat].flatMap(([id, degree]) => {
      const graphics = elements.get(id) ? elements.getGraphics(id) : undefined;
      return graphics ? [{ graphics, degree }] : [];
    });
    for (const { graphics, degree } of drawn) {
      graphics.classList.add('potik-heat');
      graphics.style.setProperty('--heat', `${Math.round(degree * 100)}%`);
    }
    return () => {
      for (const { graphics } of drawn) graphics.classList.remove('potik-heat');
    };
  }, [viewer, heat]);

  // Room that came or went: the picture keeps the whole.
  useEffect(() => {
    if (!viewer || !fill) return;
    const observer = new ResizeObserver(() => showWhole(viewer));
    observer.observe(box.current as HTMLElement);
    return () => observer.disconnect();
  }, [viewer, fill]);

  useEffect(() => {
    if (!viewer || !onElement) return;
    const press = ({ element }: { element: { id: string } }) => onElement(element.id);
    viewer.on('element.click', press as never);
    return () => viewer.off('element.click', press as never);
  }, [viewer, onElement]);

  const zoom = (factor: number) => {
    const canvas = viewer?.get<Canvas & { zoom(): number }>('canvas');
    if (canvas) canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto');
  };
  if (failed) return <p className={classes.failed}>{t('ui.process.noPicture')}</p>;
  return (
    <div className={classes.frame} data-fill={fill}>
      <div ref={box} className={classes.canvas} style={{ height: fill ? '100%' : height }} />
      <div className={classes.zoom}>
        <Tooltip label={t('ui.process.zoomIn')}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('ui.process.zoomIn')}
            onClick={() => zoom(1.25)}
          >
            <IconZoomIn size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('ui.process.zoomOut')}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('ui.process.zoomOut')}
            onClick={() => zoom(0.8)}
          >
            <IconZoomOut size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('ui.process.fit')}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t('ui.process.fit')}
            onClick={() => viewer && showWhole(viewer)}
          >
            <IconMaximize size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

// helpers //////////

async function open(viewer: NavigatedViewer, xml: string): Promise<void> {
  try {
    await viewer.importXML(xml);
  } catch (error) {
    if (!/no diagram to display/i.test(String(error))) throw error;
    const { layoutProcess } = await import('bpmn-auto-layout');
    await viewer.importXML(await layoutProcess(xml));
  }
}

/** The whole process, never larger than it was drawn, with some room around it. */
function showWhole(viewer: NavigatedViewer): void {
  const canvas = viewer.get<Canvas & Viewed>('canvas');
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || outer.width === 0) return;
  const scale = Math.min(1, (outer.width - 2 * EDGE) / inner.width, (outer.height - 2 * EDGE) / inner.height);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x - (width - inner.width) / 2,
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}
