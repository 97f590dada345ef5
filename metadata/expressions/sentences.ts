/** What can be wrong with an expression, FEEL or JUEL, in sentences by code; what begins with a space follows another one. */
import { nearest } from '../nearest.ts';
import { type Said, saying } from '../said.ts';

export const EXPRESSION_SENTENCES = {
  // reading FEEL
  expected: 'Expected {what} {where}, found {found}.',
  expected_end: 'Expected an operator or the end, found {found}.{hint}',
  expected_field: 'Expected the name of a field behind the dot, found {found}.',
  expected_field_type: 'Expected the name of a field and its type, found {found}.',
  expected_iterator: 'Expected a name and "in", as in "x in list", found {found}.',
  expected_key: 'Expected a key and a colon, found {found}.',
  expected_parameter: 'Expected the name of a parameter, found {found}.',
  expected_range_end: 'Expected ] or ) at the end of the range, found {found}.',
  expected_temporal: 'Expected a date, time or duration in double quotes behind @, found {found}.',
  expected_type: 'Expected a type, found {found}.{hint}',
  expected_value: 'Expected a value, found {found}.{hint}',
  argument_named: 'The argument "{name}" has a name, the ones before it have none: name all or none.',
  argument_unnamed: 'This argument has no name, the ones before it have: name all or none.',
  brackets_several: 'Several values in round brackets stand only behind "in"; a list is written [1, 2].',
  comment_open: 'The comment has no closing */.',
  key_digit: 'A key can not begin with a digit; in double quotes it can.',
  name_digit: 'A name can not begin with a digit.',
  no_character: '{text} is no character.',
  no_temporal: '"{text}" is no date, time or duration.',
  number_large: 'The number {number} is too large.',
  read_otherwise: 'This is read in another way.',
  text_open: 'The text has no closing double quote.',
  too_complicated: 'The expression is too complicated to read.',
  too_deep: 'The expression is nested too deeply.',
  too_long: 'The expression is {length} characters long; {limit} are allowed.',
  // what was found, and where
  quoted: '"{text}"',
  the_end: 'the end',
  at_end_of_brackets: 'at the end of what stands in brackets',
  at_end_of_context: 'at the end of the context',
  at_end_of_filter: 'at the end of the filter',
  at_end_of_list: 'at the end of the list',
  before_result_type: 'and the type of the result',
  behind_arguments: 'behind the arguments',
  behind_condition: 'behind the condition of "if"',
  behind_fields: 'behind the fields',
  behind_key: 'behind the key "{key}"',
  behind_parameter_types: 'behind the types of the parameters',
  behind_parameters: 'behind the parameters',
  behind_source: 'behind what "{word}" runs over',
  behind_tests: 'behind the tests',
  behind_then: 'behind the first value of "if"',
  behind_type: 'behind the type',
  behind_word: 'behind "{word}"',
  between_bounds: 'between the bounds of the range',
  between_two: 'between the two bounds of "between"',
  here: 'here',
  // what was meant
  meant: ' Did you mean "{name}"?',
  meant_at: ' Did you mean @"{text}"?',
  write_and: ' "And" is written and.',
  write_equals: ' Equality is written with one =.',
  write_if: ' A choice is written if … then … else ….',
  write_is: ' Equality is written with =, "is empty" = null.',
  write_modulo: ' The remainder is written modulo(a, b).',
  write_not: ' "Not" is written not(…), "is not" !=.',
  write_or: ' "Or" is written or.',
  write_quotes: ' Texts stand in double quotes.',
  write_string: ' A value becomes a text by string(…).',
  // names and types
  condition_wanted: '"{word}" asks a condition; this is {type}.',
  incomparable: '{left} and {right} cannot be compared by {operator}.{hint}',
  joins_conditions: '"{operator}" joins conditions; this is {type}.',
  key_twice: 'The key "{key}" is there twice.',
  loop_over: 'A loop runs over whole numbers or dates; this is {type}.',
  minus_of: 'Minus goes with numbers and durations, not with {type}.',
  no_calendar: 'There is no calendar "{name}".{hint}',
  no_choice: '"{value}" is none of the choices ({known}).{hint}',
  no_function: 'There is no function "{name}".{hint}',
  no_input: 'The question mark stands for the input of a test; there is none here.',
  no_meaning: '{left} {operator} {right} has no meaning.{hint}',
  no_name: 'There is no "{name}" here.{hint}',
  no_part: 'There is no "{name}" in {owner}.{hint}',
  not_callable: 'A value of type {type} cannot be called.',
  one_equals: 'Equality is written with one =.',
  one_not: '"Not" is written not(…).',
  wrong_argument: '{function}: "{parameter}" must be {types}, not {type}.',
  wrong_call: 'The call does not fit; it is written {forms}.{hint}',
  either: '{left} or {right}',
  of_type: 'a {type}',
  // JUEL
  juel_empty: 'the expression is empty',
  juel_ends: 'the expression ends',
  juel_expected: '“{symbol}” is expected, but {found}',
  juel_expected_name: 'a name is expected after “.”',
  juel_expected_value: 'a value is expected, but {found}',
  juel_long: 'the text is longer than {limit} characters',
  juel_odd: '“{text}” is not understood here',
  juel_open: 'the expression is not closed by “}”',
  juel_text_open: 'the text in quotes is not closed',
  juel_there_is: 'there is “{text}”',
  juel_too_deep: 'the expression is nested too deeply',
  juel_unexpected: '“{text}” is not expected here',
} as const;

export type ExpressionCode = keyof typeof EXPRESSION_SENTENCES;

export const say = saying(EXPRESSION_SENTENCES);

/** "Did you mean …?" behind another sentence; empty where nothing is near. */
export function meant(name: string, known: Iterable<string>): Said | string {
  const candidate = nearest(name, known);
  return candidate === null ? '' : say('meant', { name: candidate });
}

/** `a or b or c`. */
export function either(alternatives: readonly (Said | string)[]): Said | string {
  return alternatives.reduce((left, right) => say('either', { left, right }));
}
