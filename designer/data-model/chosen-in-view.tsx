/** Moves the canvas to the chosen card where it is not in view: just added, found by its name or named by the address. */
import { useNodesInitialized, useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';

/** Stands within the canvas and draws nothing. */
export function ChosenInView({ chosen }: { readonly chosen: string | null }) {
  const { getNode, getViewport, setCenter } = useReactFlow();
  const isDrawn = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    const node = chosen !== null && isDrawn ? getNode(chosen) : undefined;
    if (!node) return;
    const { x, y, zoom } = getViewport();
    const { width: wide = 0, height: high = 0 } = node.measured ?? {};
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const isSeen = left >= 0 && top >= 0 && left + wide * zoom <= width && top + high * zoom <= height;
    if (!isSeen) void setCenter(node.position.x + wide / 2, node.position.y + high / 2, { zoom });
  }, [chosen, isDrawn, width, height, getNode, getViewport, setCenter]);
  return null;
}
