#!/usr/bin/env node
// The `plugboard` command: one file per subcommand, each imported only when it runs, so that --help stays fast.
import { createProgram } from './program.ts';

await createProgram().parseAsync();
