/**
 * `tsx tests/bench/bundle-size.ts`: how much script and style the first page of each built app loads, compressed, against the
 * budget. Counts what the page names and everything those files import statically. Exit code 1 when over.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FOLDER = 'dist/web';
const BUDGETS = [
  { name: 'workspace', page: 'index.html', kilobytes: 300 },
  { name: 'designer', page: 'design.html', kilobytes: 600 },
] as const;

let over = false;
for (const { name, page, kilobytes } of BUDGETS) {
  const file = join(FOLDER, page);
  if (!existsSync(file)) {
    console.error(`${file} is not there: run npm run build first.`);
    process.exit(2);
  }
  const files = loadedBy(readFileSync(file, 'utf8'));
  const size = (suffix: string) =>
    [...files]
      .filter((path) => path.endsWith(suffix))
      .reduce((sum, path) => sum + gzipSync(readFileSync(join(FOLDER, path))).length, 0) / 1000;
  const script = size('.js');
  console.log(`${name}-first-load-js ${script.toFixed(1)} kB (budget ${kilobytes})`);
  console.log(`${name}-first-load-css ${size('.css').toFixed(1)} kB`);
  if (script > kilobytes) over = true;
}
process.exit(over ? 1 : 0);

// helpers //////////

function loadedBy(html: string): Set<string> {
  const files = new Set<string>();
  const follow = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    if (!path.endsWith('.js')) return;
    const text = readFileSync(join(FOLDER, path), 'utf8');
    // Static imports stand at the head of a built file: import{a}from"./b.js" and import"./b.js".
    for (const [, name] of text.matchAll(/(?:^|[;}\n])import(?:[^"'();]*?from)?["']\.\/([^"']+)["']/g))
      follow(`assets/${name}`);
  };
  for (const [, path] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) follow(path as string);
  return files;
}
