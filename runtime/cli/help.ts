/** Help texts made from the table of commands. */
import type { Command } from './command.ts';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name, usage }) => name.length + usage.length + 1));
  const lines = commands.map(
    ({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}`,
  );
  return [
    'Usage: potik COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'potik COMMAND --help tells more. --json prints the result for machines.',
    'Exit codes: 0 done, 1 refused, 2 wrong use or a fault of ours.',
  ].join('\n');
}

export function commandHelp({ name, usage, summary, options = {}, help }: Command): string {
  const entries = Object.entries({ ...options, json: { value: null, text: 'print the result as JSON' } });
  const left = entries.map(([option, { value }]) => `--${option}${value === null ? '' : ` ${value}`}`);
  const width = Math.max(...left.map((text) => text.length));
  return [
    `Usage: potik ${name} ${usage}`.trimEnd(),
    '',
    summary,
    '',
    ...entries.map(([, { text }], index) => `  ${left[index]!.padEnd(width)}  ${text}`),
    ...(help ? ['', help] : []),
  ].join('\n');
}
