#!/usr/bin/env node
// The `plugboard` command. What a subcommand does is loaded when it runs, so that --help stays fast.
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

// `plugboard history | head` closes the pipe early; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
// Set, not called: what is still on its way to a pipe has to arrive.
process.exitCode = await run(process.argv.slice(2), processTerminal());
