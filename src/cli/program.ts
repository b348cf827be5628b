// Names the subcommands and their options; what they do is imported when one of them runs.
import { Command, InvalidArgumentError } from 'commander';

export function createProgram(): Command {
  const program = new Command('plugboard').description(
    'Releases, loads and rolls back plugins of Twilio Flex UI.',
  );

  program
    .command('serve')
    .description('start the registry: the Plugins API over an embedded database or PostgreSQL')
    .option('-p, --port <number>', 'port to listen on, 0 for a free one', readPort)
    .option('-d, --data <folder>', 'folder of the database and of credentials.json')
    .option(
      '--host <address>',
      'address to listen on; the default is reachable from this machine only',
    )
    .action(async (flags: { port?: number; data?: string; host?: string }) => {
      const { serve } = await import('./commands/serve.ts');
      await serve(flags);
    });

  return program;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  }
  return port;
}
