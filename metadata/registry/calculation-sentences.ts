/** What can be wrong with conditions, formulas and rollups beyond their text: sentences by code. */
import { saying } from '../said.ts';

export const CALCULATION_SENTENCES = {
  no_condition: 'This must be a condition, which is true or false.',
  formula_me: 'A formula can not depend on who looks: "me" is not known in it.',
  formula_clock:
    'A formula is stored, so "{name}()" would grow stale in it; use it in a filter, a condition or a default.',
  formula_list:
    'A formula can not read the list "{name}"; add a rollup such as count({name}) or sum({name}.amount) and use that.',
  rollup_form:
    'Expected sum(lines.amount), count(lines), min, max or avg, with a condition as in sum(lines[amount > 0].amount).',
  rollup_alone: 'A rollup belongs to an entity.',
  rollup_function: 'A rollup can not use "{name}". {form}',
  rollup_no_children: '"{name}" holds no records to add up; a rollup needs a field of type children.',
  rollup_no_entity: 'The entity "{name}" does not exist.',
  rollup_count: 'count takes the records themselves: count({children}).',
  rollup_needs_field: '{function} needs a field of the child: {function}({children}.amount).',
  rollup_no_field: '{entity} has no field "{name}".{hint}',
  rollup_type: '{entity}.{name} is of type {type}, which has no {function}.',
} as const;

export const say = saying(CALCULATION_SENTENCES);
