/**
 * A view's filter as a list of conditions and back to FEEL. What is more than comparisons of fields joined by one word ("and" or
 * "or") can not be shown as a list; it stays an expression.
 */

export const OPERATORS = ['=', '!=', 'in', '<', '<=', '>', '>=', 'empty', 'filled'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  /** `customer.city`, `pipeline(stage).outcome`. */
  readonly path: string;
  readonly op: Operator;
  /** FEEL of the values: one, for `in` any number, none where nothing is compared. */
  readonly values: readonly string[];
}

export interface Conditions {
  readonly join: 'and' | 'or';
  readonly items: readonly Condition[];
}

export const NO_CONDITIONS: Conditions = { join: 'and', items: [] };

/** Null where it can not be shown as a list. */
export function readConditions(feel: string): Conditions | null {
  if (feel.trim() === '') return NO_CONDITIONS;
  for (const join of ['and', 'or'] as const) {
    const items = parts(feel, ` ${join} `).map(readCondition);
    if (items.every((item) => item !== null)) return { join, items };
  }
  return null;
}

export function writeConditions({ join, items }: Conditions): string {
  return items.map(writeCondition).join(` ${join} `);
}

/** Whether a condition says all it must. */
export function isComplete({ op, values }: Condition): boolean {
  if (op === 'empty' || op === 'filled') return true;
  return values.length > 0 && values.every((value) => value.trim() !== '');
}

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** The text of a string literal; null where it is something else. */
export function unquoted(feel: string): string | null {
  const inside = /^"((?:[^"\\]|\\.)*)"$/.exec(feel.trim())?.[1];
  return inside === undefined ? null : inside.replaceAll(/\\(.)/g, '$1');
}

/** The stage whose outcome a path asks for: `pipeline(stage).outcome` → `stage`. */
export function stageOfOutcome(path: string): string | null {
  return /^pipeline\((.+)\)\.outcome$/.exec(path)?.[1] ?? null;
}

// helpers //////////

const FIELDS = String.raw`[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*`;
const PATH = String.raw`(?:pipeline\(${FIELDS}\)\.outcome|${FIELDS})`;
const COMPARES = new RegExp(String.raw`^(${PATH})\s*(<=|>=|!=|=|<|>)\s*([\s\S]+)$`);
const IN = new RegExp(String.raw`^(${PATH})\s+in\s+\(([\s\S]*)\)$`);

function readCondition(feel: string): Condition | null {
  const text = feel.trim();
  const among = IN.exec(text);
  if (among) {
    const values = parts(among[2]!, ',').map((value) => value.trim());
    return values.every(isValue) ? { path: among[1]!, op: 'in', values } : null;
  }
  const compared = COMPARES.exec(text);
  if (!compared) return null;
  const [, path, op, value] = compared as unknown as [string, string, Operator, string];
  if (value.trim() === 'null' && op === '=') return { path, op: 'empty', values: [] };
  if (value.trim() === 'null' && op === '!=') return { path, op: 'filled', values: [] };
  return isValue(value.trim()) ? { path, op, values: [value.trim()] } : null;
}

/** A value stands alone: words that join or compare would change what the whole means. */
function isValue(feel: string): boolean {
  if (feel === '' || feel === 'null') return false;
  return parts(feel, ' and ').length === 1 && parts(feel, ' or ').length === 1 && !/[<>=]/.test(bare(feel));
}

function writeCondition({ path, op, values }: Condition): string {
  if (op === 'empty') return `${path} = null`;
  if (op === 'filled') return `${path} != null`;
  if (op === 'in') return `${path} in (${values.join(', ')})`;
  return `${path} ${op} ${values[0] ?? ''}`;
}

/** Text between separators that stand outside of quotes and brackets. */
function parts(text: string, separator: string): string[] {
  const plain = bare(text);
  const found: string[] = [];
  let from = 0;
  for (let at = plain.indexOf(separator); at >= 0; at = plain.indexOf(separator, at + separator.length)) {
    found.push(text.slice(from, at));
    from = at + separator.length;
  }
  return [...found, text.slice(from)];
}

/** The text with everything within quotes and brackets blanked out; a character for each. */
function bare(text: string): string {
  let depth = 0;
  let inText = false;
  let blank = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (inText && character === '\\') {
      blank += '__';
      at += 1;
      continue;
    }
    const outside = depth === 0 && !inText;
    if (character === '"') inText = !inText;
    else if (!inText && '([{'.includes(character)) depth += 1;
    else if (!inText && ')]}'.includes(character)) depth -= 1;
    blank += outside && depth === 0 && !inText ? character : '_';
  }
  return blank;
}
