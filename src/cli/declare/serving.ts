// Declares the command that runs a registry.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { ServeFlags } from '../commands/serve.ts';
import { readPort } from './options.ts';

export function declareServing(program: Command, declare: Declare): void {
  declare<ServeFlags>(program, {
    usage: 'serve',
    local: true,
    summary: 'start the registry: the Plugins API over an embedded database or PostgreSQL',
    details:
      'Runs until it is stopped. Standard output carries the log, one JSON object per line; with --json it carries one object as soon as the registry answers, and the log goes to standard error. docs/operations.md lists the environment variables.',
    options: [
      new Option('-p, --port <number>', 'port to listen on, 0 for a free one').argParser(readPort),
      new Option('-d, --data <folder>', 'folder of the database and of credentials.json'),
      new Option(
        '--host <address>',
        'address to listen on; the default is reachable from this machine only',
      ),
    ],
    examples: ['plugboard serve --port 8701 --data .plugboard'],
    load: async () => {
      const { serve, SERVE_SHAPE } = await import('../commands/serve.ts');
      return { run: serve, json: SERVE_SHAPE };
    },
  });
}
