/** What shows a field's value in lists, records and cards: components here, a line for each field type in `table.ts`. */
import type { ComponentType } from 'react';
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';

export interface CellProps {
  readonly field: Field;
  /** Never empty: for the empty value nothing is drawn. */
  readonly value: Json;
  /** In a line of its own height; long texts are cut. */
  readonly dense: boolean;
}

export type CellKind = ComponentType<CellProps>;
