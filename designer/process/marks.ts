/** Problems on the drawing: a dashed edge and a badge on each element, red before amber. */
import { useEffect } from 'react';
import type { DefinitionProblem } from '#metadata/definition.ts';
import './marks.css';
import type { ProcessModeler } from './modeler.ts';

const OVERLAY = 'potik-problem';

export function useMarks(
  modeler: ProcessModeler | null,
  problems: readonly DefinitionProblem[],
  tick: number,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: elements come and go with every change
  useEffect(() => {
    if (!modeler) return;
    const { canvas, overlays, elementRegistry } = modeler.services;
    const marked = new Map<string, DefinitionProblem>();
    for (const problem of problems) {
      const id = problem.elementId;
      if (id === undefined || !elementRegistry.get(id)) continue;
      if (marked.get(id)?.severity !== 'error') marked.set(id, problem);
    }
    for (const [id, { severity, message }] of marked) {
      canvas.addMarker(id, `potik-${severity}`);
      const badge = document.createElement('div');
      badge.className = `potik-badge potik-badge-${severity}`;
      badge.textContent = severity === 'error' ? '×' : '!';
      badge.title = message;
      if (!elementRegistry.get(id)?.waypoints)
        overlays.add(id, OVERLAY, { position: { top: -10, left: -10 }, html: badge });
    }
    return () => {
      overlays.remove({ type: OVERLAY });
      for (const [id, { severity }] of marked)
        if (elementRegistry.get(id)) canvas.removeMarker(id, `potik-${severity}`);
    };
  }, [modeler, problems, tick]);
}
