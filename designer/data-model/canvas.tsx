/** The data model as a picture: entities as cards with their fields, references as lines. Cards may be moved about. */
import '@xyflow/react/dist/base.css';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MiniMap,
  type Node,
  type NodeChange,
  ReactFlow,
} from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useTheme } from '#ui/theme.tsx';
import classes from './canvas.module.css';
import { placed } from './canvas-layout.ts';
import { ChosenInView } from './chosen-in-view.tsx';
import { EntityCard, type EntityCardData, heightOfCard, shownFields, WIDTH } from './entity-card.tsx';
import { targetsOf } from './model-fields.ts';

type CardNode = Node<EntityCardData, 'entity'>;

const NODE_TYPES = { entity: EntityCard };

export interface CanvasProps {
  readonly chosen: string | null;
  readonly onChoose: (entity: string | null) => void;
  readonly entities: readonly Entity[];
  /** Counts up when the cards are to be put in order again. */
  readonly order: number;
}

export function Canvas({ chosen, onChoose, entities, order }: CanvasProps) {
  const t = useText();
  const { theme } = useTheme();
  const edges = useMemo(() => edgesOf(entities, chosen), [entities, chosen]);
  const [nodes, setNodes] = useState<readonly CardNode[]>([]);
  useEffect(() => {
    const places = placed(
      entities.map((entity) => ({ id: entity.key, width: WIDTH, height: heightOfCard(entity) })),
      edgesOf(entities, null).map(({ source, target }) => ({ from: source, to: target })),
    );
    setNodes((old) => {
      const moved = new Map(old.filter(({ data }) => data.order === order).map((node) => [node.id, node]));
      return entities.map((entity) => ({
        id: entity.key,
        type: 'entity' as const,
        position: moved.get(entity.key)?.position ?? places.get(entity.key)!,
        data: { entity, order },
        selected: false,
        ariaLabel: entity.key,
      }));
    });
  }, [entities, order]);
  const shown = useMemo(
    () => nodes.map((node) => ({ ...node, selected: node.id === chosen })),
    [nodes, chosen],
  );
  if (nodes.length === 0) return <div className={classes.canvas} />;
  return (
    <div className={classes.canvas}>
      <ReactFlow
        key={order}
        nodes={shown}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={theme === 'auto' ? 'system' : theme}
        onNodesChange={(changes: NodeChange<CardNode>[]) =>
          setNodes((now) =>
            applyNodeChanges(
              changes.filter(({ type }) => type === 'position' || type === 'dimensions'),
              [...now],
            ),
          )
        }
        onNodeClick={(_, node) => onChoose(node.id)}
        onPaneClick={() => onChoose(null)}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        minZoom={0.15}
        maxZoom={1.6}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.08 }}
        proOptions={{ hideAttribution: false }}
        aria-label={t('design.model.title')}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--line-strong)" />
        <ChosenInView chosen={chosen} />
        <Controls showInteractive={false} position="bottom-left" />
        {entities.length > 6 && (
          <MiniMap pannable zoomable className={classes.map} nodeColor="var(--line-strong)" />
        )}
      </ReactFlow>
    </div>
  );
}

// helpers //////////

/** One line a reference field; a field below the shown ones of its card starts at the card's foot. */
function edgesOf(entities: readonly Entity[], chosen: string | null): Edge[] {
  const known = new Set(entities.map(({ key }) => key));
  return entities.flatMap((entity) => {
    const shown = new Set(shownFields(entity).map(({ key }) => key));
    return [...entity.fields.values()].flatMap((field) =>
      field.origin === null
        ? []
        : targetsOf(field)
            .filter((target) => known.has(target))
            .map((target) => ({
              id: `${entity.key}.${field.key}→${target}`,
              source: entity.key,
              sourceHandle: shown.has(field.key) ? field.key : '',
              target,
              targetHandle: 'in',
              type: 'smoothstep',
              className: entity.key === chosen || target === chosen ? classes.chosenEdge : classes.edge,
              pathOptions: { borderRadius: 8 },
            })),
    );
  });
}
