/**
 * A BPMN file drawn, with what is to be seen on it: the way that was taken, counts, heat, what is chosen. Drawn by bpmn-js in a chunk
 * of its own; the bpmn.io mark stays visible, as its licence asks.
 */
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './process/process.module.css';

const Canvas = lazy(async () => ({ default: (await import('./process/process-canvas.tsx')).ProcessCanvas }));

export interface Marks {
  readonly done: readonly string[];
  readonly current: readonly string[];
  readonly failed?: readonly string[];
  readonly flows: readonly string[];
  /** One that the page speaks of. */
  readonly chosen?: readonly string[];
}

/** A small figure at the corner of an element. */
export interface Badge {
  readonly element: string;
  readonly text: string;
  readonly tone: 'token' | 'count' | 'bad' | 'note';
  /** What it is read out and shown as where the pointer rests. */
  readonly label: string;
  /** Above the right corner (default), above the left one, or below. */
  readonly place?: 'left' | 'below';
}

export interface ProcessDrawingProps {
  readonly xml: string;
  /** What is read out for the picture. */
  readonly label: string;
  readonly marks?: Marks;
  readonly badges?: readonly Badge[];
  /** From 0 to 1 by element, pale to strong. */
  readonly heat?: ReadonlyMap<string, number>;
  /** Pixels, or all the room there is; then the wheel zooms. */
  readonly height?: number | 'fill';
  readonly onElement?: (id: string) => void;
}

export function ProcessDrawing({ label, height = 240, ...drawn }: ProcessDrawingProps) {
  return (
    <figure className={classes.figure} data-fill={height === 'fill'} aria-label={label}>
      <Suspense fallback={<Skeleton height={height === 'fill' ? '100%' : height} />}>
        <Canvas {...drawn} height={height} />
      </Suspense>
    </figure>
  );
}
