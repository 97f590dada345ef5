/**
 * The catalogue of what can be wrong with a value, a record, a query or a definition: code and sentence. Codes are what
 * clients translate by; the sentences are English, name the thing, and say what to do. `README.md` lists them too.
 */

import { filled, type SaidParams } from './said.ts';

/** `{name}` places are filled from the parameters. */
export const SENTENCES = {
  // values of fields
  required: '{field} is required.',
  not_text: '{field} must be text.',
  control_characters: '{field} contains characters that can not be stored.',
  too_long: '{field} may have at most {max} characters; it has {length}.',
  pattern: '{field} does not have the form that is asked for: {expected}.',
  not_a_number: '{field} must be a number, not {value}.',
  not_an_integer: '{field} must be a whole number, not {value}.',
  too_small: '{field} must be at least {min}.',
  too_large: '{field} must be at most {max}.',
  too_many_decimals: '{field} may have at most {scale} decimals: {value}.',
  too_many_digits: '{field} may have at most {digits} digits before the decimal point.',
  not_yes_or_no: '{field} must be true or false, not {value}.',
  not_a_date: '{field} must be a date such as 2026-01-31, not {value}.',
  not_a_datetime: '{field} must be a date and time such as 2026-01-31T09:30:00Z, not {value}.',
  not_a_time: '{field} must be a time such as 09:30, not {value}.',
  not_a_duration: '{field} must be a duration such as PT1H30M or P2D, not {value}.',
  unknown_option: '{field} has no option {value}.',
  not_a_list: '{field} must be a list.',
  too_many_items: '{field} may have at most {max} entries.',
  duplicate_item: '{field} names {value} twice.',
  not_an_email: '{field} must be an e-mail address, not {value}.',
  not_a_phone: '{field} must be a phone number such as +380 44 123 45 67, not {value}.',
  not_a_url: '{field} must be an address such as https://example.com, not {value}.',
  not_a_colour: '{field} must be a colour such as #1f6feb, not {value}.',
  not_money:
    '{field} must be an amount with a currency, such as {"amount": "12.50", "currency": "{currency}"}.',
  unknown_currency: '{field} does not take the currency {value}; it takes {expected}.',
  not_an_object: '{field} must be an object.',
  unknown_property: '{field} has no part {value}.{hint}',
  not_a_record: '{field} must name a record by its id.',
  not_a_file: '{field} must name an uploaded file by its id.',
  not_a_signature: '{field} must be a signature: a PNG picture as a data URL in base64.',
  too_much_data: '{field} may hold at most {max} bytes.',
  unknown_entity: '{field} can not refer to {value}; it refers to {expected}.',
  // records
  unknown_field: '{entity} has no field {value}.{hint}',
  read_only: '{field} is kept by the platform and can not be set.',
  record_missing: '{field}: there is no such record in {entity}, or you may not see it.',
  not_unique: 'There is already a record with this {field}.',
  looks_like: 'This looks like {names}, which is there already.',
  cycle: '{field} would make the record its own ancestor.',
  version_conflict: 'This record was changed meanwhile: {fields}.',
  version_missing: 'The version of the record that was changed is needed.',
  target_deleted:
    'It can not be restored: the record in {field} is in the recycle bin. Restore that one first.',
  still_referenced: '{entity} can not be deleted: {count} in {other} still refer to it.',
  deleted: 'This record is in the recycle bin; restore it first.',
  check_failed: '{message}',
  // stages
  unknown_stage: '{field} has no stage {value}.{hint}',
  move_not_permitted: 'From {from} one can not go to {to}.{allowed}',
  stage_requires: '{field} is required for the stage {stage}.',
  type_requires: '{field} is required of the kind {type}.',
  locked: 'It is locked and can’t be changed.',
  locked_field: 'It is locked: {field} can’t be changed.',
  cancel_reason: '{field} says why it is cancelled.',
  may_not_type: 'None of your roles lets you make records of the kind {type}.',
  stage_checklist: 'For the stage {stage} this is still open: {open}.',
  // rights
  may_not: 'You may not {action} {entity}.',
  may_not_field: 'You may not change {field}.',
  // queries
  not_a_query: 'The query is not well formed at {path}: {expected}.',
  not_comparable: '{field} can not be compared by {operator}; it can by {expected}.',
  not_sortable: '{field} can not be sorted by.',
  not_groupable: '{field} can not be grouped by.',
  not_summable: '{field} can not be summed by {operator}.',
  bad_cursor: 'This page marker does not belong to this list; begin again without it.',
  too_many: '{what} may be at most {max}; there are {count}.',
  // expressions
  expression: '{why}',
  formula_failed: '{field} could not be calculated: {message}',
} as const;

export type FailureCode = keyof typeof SENTENCES;

/** A mistake in a value: the code, the sentence, and where below the value it is (`[1].number`, empty for the value itself). */
export interface ValueProblem {
  readonly path: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly params: Params;
}

export type Params = SaidParams;

/** The English sentence of a code. A place without a parameter stays empty. */
export function sentence(code: FailureCode, params: Params): string {
  return filled(SENTENCES[code], params);
}

export function problem(code: FailureCode, params: Params, path = ''): ValueProblem {
  return { path, code, message: sentence(code, params), params };
}

/** A value of a user in a sentence: as JSON, cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
