/** Finds the command, reads its options, runs it and tells how it ended. The program calls it, and tests with a voice of their own. */
import { parseArgs } from 'node:util';
import { StartFailure } from '../server/db/start-failure.ts';
import { Rejection } from '../server/rejection.ts';
import { type Command, MISUSE, Misuse, OK, type Output, REFUSED } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { createOutput, terminal, type Voice } from './output.ts';
import { tellRefusal } from './refusal.ts';
import { COMMANDS } from './table.ts';

/** @param voice where it speaks; by default the terminal */
export async function run(argv: readonly string[], voice: Voice = terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (!name || name === '--help' || name === '-h' || name === 'help') {
    voice.tell(overview(COMMANDS));
    return name ? OK : MISUSE;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    voice.warn(`potik has no command ${JSON.stringify(name)}.\n\n${overview(COMMANDS)}`);
    return MISUSE;
  }
  const out = createOutput(rest.includes('--json'), voice);
  try {
    const { values, positionals } = parse(command, rest);
    if (values.help) {
      voice.tell(commandHelp(command));
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
  argv: readonly string[],
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { value }]) => [
      name,
      { type: value === null ? 'boolean' : 'string' } as const,
    ]),
  );
  try {
    const parsed = parseArgs({
      args: [...argv],
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

function explain(error: unknown, command: Command, out: Output): number {
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
    tellRefusal(out, error);
    return REFUSED;
  }
  out.error(`Something went wrong: ${(error as Error)?.stack ?? String(error)}`);
  return MISUSE;
}
