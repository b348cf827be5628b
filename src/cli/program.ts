// The program as a table of contents: which commands there are, in the order in which help and docs/cli.md show them.
import { Command, CommanderError } from 'commander';
import { declareWith, type Perform } from './command-spec.ts';
import { declareAdministration } from './declare/administration.ts';
import { declareAuthoring } from './declare/authoring.ts';
import { declareReading } from './declare/reading.ts';
import { declareReleasing } from './declare/releasing.ts';
import { declareServing } from './declare/serving.ts';
import { declareSetup } from './declare/setup.ts';
import { ownVersion } from './own-version.ts';
import type { Terminal } from './terminal.ts';

export function createProgram(
  perform: Perform,
  terminal?: Pick<Terminal, 'out' | 'error'>,
): Command {
  const program = new Command('plugboard')
    .description('Releases, loads and rolls back plugins of Twilio Flex UI.')
    .option('-V, --version', 'show which version this is')
    .helpCommand('help [command]', 'show what a command does')
    // Options after a command belong to that command.
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .configureOutput({
      ...(terminal && { writeOut: terminal.out, writeErr: terminal.error }),
      // The failure is printed once, in the same form as all others.
      outputError: () => undefined,
    });
  program.on('option:version', () => {
    terminal?.out(`${ownVersion()}\n`);
    throw new CommanderError(0, 'commander.version', 'the version was shown');
  });
  const declare = declareWith(perform);
  declareAuthoring(program, declare);
  declareReleasing(program, declare);
  declareReading(program, declare);
  declareAdministration(program, declare);
  declareSetup(program, declare);
  declareServing(program, declare);
  return program;
}
