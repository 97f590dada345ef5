/** How wide a column is where the view does not say: by what its field shows. */
import type { ListColumn } from './use-list.ts';

const BY_TYPE: Readonly<Record<string, number>> = {
  boolean: 90,
  rating: 120,
  long_text: 260,
  rich_text: 260,
  user: 160,
  stage: 160,
  email: 210,
  url: 210,
  phone: 160,
  phones: 160,
  datetime: 150,
};

const BY_GROUP: Readonly<Record<string, number>> = { number: 130, time: 120, choice: 150, relation: 190 };

export function widthOf({ width, field }: ListColumn): number {
  return width ?? BY_TYPE[field.type.key] ?? BY_GROUP[field.type.group] ?? 170;
}
