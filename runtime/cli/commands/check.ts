import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Command, Misuse, OK, type Output, REFUSED } from '../command.ts';

interface Found {
  readonly file: string;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly elementId?: string | undefined;
}

/** Loaded with the first file: `potik --help` needs none of it. */
const engine = () =>
  Promise.all([
    import('#engine/deploy.ts'),
    import('#engine/decision.ts'),
    import('../../server/deployments/read-files.ts'),
  ]);

export const checkCommand: Command = {
  name: 'check',
  usage: 'DIR|FILE...',
  summary: 'Check BPMN and DMN files: what would run, what would be refused and why.',
  options: { drafts: { value: null, text: 'check drawings that are not marked as executable too' } },
  async run({ args, options, out }) {
    if (args.length === 0) throw new Misuse('Name the files or folders to check.');
    const files = args.flatMap(modelsBelow);
    const found: Found[] = [];
    let done = 0;
    for (const file of files) {
      found.push(...(await checked(file, options.drafts === true)));
      out.progress(++done, files.length, 'files');
    }
    for (const file of files)
      report(
        out,
        file,
        found.filter((one) => one.file === file),
      );
    const errors = found.filter(({ severity }) => severity === 'error').length;
    const refused = new Set(found.filter(({ severity }) => severity === 'error').map(({ file }) => file))
      .size;
    out.line(
      `${files.length} files, ${files.length - refused} of them without errors; ${errors} errors, ${found.length - errors} warnings.`,
    );
    out.result({ files: files.length, refused, problems: found });
    return errors ? REFUSED : OK;
  },
};

// helpers //////////

function modelsBelow(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new Misuse(`There is no file or folder ${path}.`);
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(bpmn2?|bpmn20\.xml|dmn)$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function checked(file: string, drafts: boolean): Promise<Found[]> {
  const [{ deploy }, { deployDecisions }, { MOST_BYTES, textOf }] = await engine();
  const { size } = statSync(file);
  if (size > MOST_BYTES) {
    const message = `The file has ${(size / 1_000_000).toFixed(1)} MB; a model may have ${MOST_BYTES / 1_000_000} MB at most.`;
    return [{ file, severity: 'error', code: 'file.too_large', message }];
  }
  const text = textOf(readFileSync(file));
  if (/\.dmn$/i.test(file)) {
    const result = deployDecisions([{ name: file, xml: text }]);
    return (result.ok ? result.warnings : result.problems).map((problem) => ({ ...problem, file }));
  }
  const result = await deploy(text, { drafts });
  const problems = result.ok ? result.warnings : result.problems;
  return problems.map((problem) => ({ ...problem, file }));
}

function report(out: Output, file: string, problems: readonly Found[]): void {
  if (problems.length === 0) return;
  out.line(relative(process.cwd(), file));
  for (const { severity, message, elementId } of problems)
    out.line(
      `  ${severity === 'error' ? 'error  ' : 'warning'}  ${elementId ? `${elementId}: ` : ''}${message}`,
    );
}
