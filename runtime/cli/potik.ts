#!/usr/bin/env node
/** The program `potik`: finds the command, reads its options, tells how it ended. */
import { parseArgs } from 'node:util';
import { StartFailure } from '../server/db/start-failure.ts';
import { Rejection } from '../server/rejection.ts';
import { type Command, MISUSE, Misuse, OK, REFUSED } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { createOutput } from './output.ts';
import { COMMANDS } from './table.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (!name || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview(COMMANDS));
    return name ? OK : MISUSE;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    console.error(`potik has no command ${JSON.stringify(name)}.\n\n${overview(COMMANDS)}`);
    return MISUSE;
  }
  const out = createOutput(rest.includes('--json'));
  try {
    const { values, positionals } = parse(command, rest);
    if (values.help) {
      console.log(commandHelp(command));
      return OK;
    }
    return await command.run({ args: positionals, options: values, out });
  } catch (error) {
    return explain(error, command, out);
  }
}

// helpers //////////

function parse(
  command: Command,
  argv: string[],
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { value }]) => [
      name,
      { type: value === null ? 'boolean' : 'string' } as const,
    ]),
  );
  try {
    const parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { ...options, help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
    });
    return {
      values: parsed.values as Record<string, string | boolean | undefined>,
      positionals: parsed.positionals,
    };
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
}

function explain(error: unknown, command: Command, out: ReturnType<typeof createOutput>): number {
  if (error instanceof Misuse) {
    out.error(`${error.message}\n\n${commandHelp(command)}`);
    return MISUSE;
  }
  if (error instanceof StartFailure) {
    out.error(error.message);
    out.result({ ok: false, code: error.code, message: error.message });
    return REFUSED;
  }
  if (error instanceof Rejection) {
    out.error(error.message);
    for (const { path, message } of error.detail.errors ?? []) out.error(`  ${path}: ${message}`);
    out.result({ ok: false, ...error.detail });
    return REFUSED;
  }
  out.error(`Something went wrong: ${(error as Error)?.stack ?? String(error)}`);
  return MISUSE;
}
