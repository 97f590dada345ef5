/** YAML 1.2 (core schema) → JSON with positions. Duplicate keys, aliases, several documents and odd numbers are refused. */

import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Path } from '../definition.ts';
import type { Said } from '../said.ts';
import type { Json } from '../value.ts';
import { say, type YAML_SENTENCES } from './yaml-sentences.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends Position {
  readonly why: Said;
}

export type YamlResult =
  | {
      readonly ok: true;
      readonly content: Json /** Where a path stands; its nearest ancestor's place where it does not exist. */;
      locate(path: Path): Position;
    }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const MOST = 2_000_000;

export function readYaml(text: string): YamlResult {
  if (text.length > MOST) return refuse(say('yaml_large', { size: MOST / 1e6 }));
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    stringKeys: true,
    strict: true,
    prettyErrors: false,
    resolveKnownTags: false,
    lineCounter: lines,
    logLevel: 'silent',
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0)
    return {
      ok: false,
      problems: mistakes.map((mistake) => ({
        why: worded(mistake.code, mistake.message),
        ...at(mistake.pos[0]),
      })),
    };
  const odd = oddNodes(document, at);
  if (odd.length > 0) return { ok: false, problems: odd };
  return {
    ok: true,
    content: (document.toJS({ maxAliasCount: 0 }) ?? null) as Json,
    locate: (path) => at(offsetOf(document.contents, path)),
  };
}

// helpers //////////

function refuse(why: Said): YamlResult {
  return { ok: false, problems: [{ why, line: 1, column: 1 }] };
}

/** The parser's commonest errors in words that say what to do. */
function worded(code: string, message: string): Said {
  const why = message.replace(/\.$/, '');
  const known = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  return known ? say(known, { why }) : { code: 'yaml_other', message: `${why}.` };
}

const WORDS: Readonly<Record<string, keyof typeof YAML_SENTENCES>> = {
  DUPLICATE_KEY: 'yaml_twice',
  TAB_AS_INDENT: 'yaml_tab',
  BAD_INDENT: 'yaml_indent',
  MULTIPLE_DOCS: 'yaml_several',
  BAD_ALIAS: 'yaml_alias',
  TAG_RESOLVE_FAILED: 'yaml_tag',
  NON_STRING_KEY: 'yaml_key',
  MISSING_CHAR: 'yaml_missing',
};

function oddNodes(document: Document, at: (offset: number) => Position): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Alias: (_, node) => void problems.push({ why: say('yaml_alias'), ...at(node.range?.[0] ?? 0) }),
    Scalar(_, node) {
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        problems.push({
          why: say('yaml_number'),
          ...at(node.range?.[0] ?? 0),
        });
    },
  });
  return problems;
}

function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
