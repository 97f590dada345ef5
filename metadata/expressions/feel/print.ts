/** Tree to text: the shortest FEEL that parses to the same tree, with brackets only where they are needed. */
import type { Node } from '../feel-ast.ts';
import { rulesOf } from './nodes/table.ts';
import { BINDS, type Printer } from './rules.ts';

const PRINTER: Printer = {
  print(node, atLeast) {
    const rules = rulesOf(node);
    const text = rules.print(node as never, PRINTER);
    return rules.binds(node as never) < atLeast ? `(${text})` : text;
  },
};

export function printFeel(node: Node): string {
  return PRINTER.print(node, BINDS.test);
}
