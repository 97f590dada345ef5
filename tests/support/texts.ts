/**
 * Reads the texts of the apps and where code uses them, by the TypeScript syntax tree: keys that `t(…)` names, and text that
 * stands in JSX without a key. Used by the test of the texts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export type Tree = { readonly [key: string]: string | Tree };

/** `{ui: {close: 'Close'}}` → `ui.close` → `Close`. */
export function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') flat.set(path, value);
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}

/** `count_one`, `count_few` → `count`. */
export function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

export interface Use {
  /** The key, or a pattern in which `*` stands for what is known only at run time. */
  readonly key: string;
  readonly file: string;
  readonly line: number;
}

export interface SourceTexts {
  readonly uses: readonly Use[];
  /** Patterns of keys put together elsewhere and translated later: `change.*`. */
  readonly made: readonly string[];
  /** Words between tags or in attributes that people see or hear. */
  readonly literals: readonly { readonly text: string; readonly file: string; readonly line: number }[];
}

export function sourceTexts(folders: readonly string[]): SourceTexts {
  const uses: Use[] = [];
  const made: string[] = [];
  const literals: { text: string; file: string; line: number }[] = [];
  for (const file of folders.flatMap(sourceFiles)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const at = (node: ts.Node) => ({
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    });
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isTranslate(node.expression))
        for (const key of keysOf(node.arguments[0])) uses.push({ key, ...at(node) });
      if (ts.isTemplateExpression(node) && /^[a-z]\w*(\.\w+)*\.$/.test(node.head.text))
        made.push(...keysOf(node));
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text))
        literals.push({ text: node.text.trim(), ...at(node) });
      if (ts.isJsxAttribute(node) && SEEN.has(node.name.getText())) {
        const value = node.initializer;
        if (value && ts.isStringLiteral(value) && /\p{L}/u.test(value.text))
          literals.push({ text: value.text, ...at(node) });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { uses, made, literals };
}

// helpers //////////

const SEEN = new Set(['title', 'label', 'placeholder', 'aria-label', 'alt', 'description', 'text', 'error']);

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function isTranslate(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
}

function keysOf(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')];
  if (ts.isIdentifier(node)) return [];
  return [];
}
