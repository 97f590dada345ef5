/** The rules of a record's pipeline: which moves are permitted, what must be filled and ticked to be in a stage. */
import { type Field, hasValue } from '#metadata/field.ts';
import { textOf } from '#metadata/label.ts';
import { pipelineOf } from '#metadata/record-type.ts';
import { type Row, type RowSet, refuse, same } from '../row-set.ts';
import { makerOf, type Unit } from '../unit.ts';

export function stageRules(set: RowSet, unit: Unit): void {
  for (const field of set.entity.fields.values()) {
    if (!field.type.stages) continue;
    for (const row of set.rows) rulesOf(set, row, field, unit);
  }
}

// helpers //////////

function rulesOf(set: RowSet, row: Row, field: Field, unit: Unit): void {
  const pipeline = pipelineOf(set.entity, field, row.values)!;
  const from = (row.before?.[field.key] ?? null) as string | null;
  const to = (row.values[field.key] ?? null) as string | null;
  const moved = from !== to;
  if (moved && set.entity.fields.has(`${field.key}_since`))
    row.values[`${field.key}_since`] = to === null ? null : makerOf(unit, row.row).at;
  const stage = pipeline.stages.find((candidate) => candidate.key === to);
  if (!stage) {
    if (to !== null && moved)
      refuse(set, row, field.key, 'unknown_stage', { field: field.name, value: to, hint: '' });
    return;
  }
  const name = (key: string) =>
    textOf(pipeline.stages.find((candidate) => candidate.key === key)?.label, 'en', key);
  // Who becomes another kind is on another way: the moves of the old one say nothing there.
  const sameWay = row.before !== null && pipelineOf(set.entity, field, row.before) === pipeline;
  const permitted = from === null || !sameWay ? null : pipeline.moves[from];
  if (moved && permitted && !permitted.includes(stage.key)) {
    const allowed = permitted.length ? ` One can go to ${permitted.map(name).join(', ')}.` : '';
    refuse(set, row, field.key, 'move_not_permitted', { from: name(from!), to: name(stage.key), allowed });
    return;
  }
  for (const key of stage.requires) {
    const needed = set.entity.fields.get(key);
    if (!needed || needed.type.holders) continue; // lists are proved when the lines are saved
    const cleared = row.before !== null && hasValue(row.before[key]) && !hasValue(row.values[key]);
    if ((moved || cleared) && !hasValue(row.values[key]))
      refuse(set, row, key, 'stage_requires', { field: needed.name, stage: name(stage.key) });
  }
  const checks = `${field.key}_checks`;
  const ticked = (row.values[checks] ?? []) as readonly string[];
  const open = Object.keys(stage.checklist).filter((key) => !ticked.includes(key));
  const unticked = row.before !== null && !same(row.before[checks] ?? null, row.values[checks] ?? null);
  if (open.length > 0 && (moved || unticked)) {
    const words = open.map((key) => textOf(stage.checklist[key], 'en', key)).join(', ');
    refuse(set, row, checks, 'stage_checklist', { stage: name(stage.key), open: words });
  }
}
