// Parses the arguments and answers with an exit code; what the parser refuses is exit code 2.
import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printFailure } from './failures/print-failure.ts';
import { perform } from './perform.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = createProgram(async (spec, call) => {
    exit = await perform(spec, call, terminal);
  }, terminal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Asking for help or the version ends the parser too, with exit code 0.
    if (error.exitCode === 0) return EXIT.ok;
    if (error.code !== 'commander.help') reportUsage(error, argv, terminal);
    return EXIT.usage;
  }
}

function reportUsage(error: CommanderError, argv: readonly string[], terminal: Terminal): void {
  const failure = {
    code: 'usage',
    message: error.message.replace(/^error: /, ''),
    advice: '`plugboard help` and `plugboard help <command>` say what there is.',
    exit: EXIT.usage,
  };
  printFailure(failure, { json: argv.includes('--json') }, terminal);
}
