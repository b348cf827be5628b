// docs/cli.md says what the program does, and every command says what its JSON looks like.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { specOf } from '../../src/cli/command-spec.ts';
import { renderDocs } from '../../src/cli/docs/render-docs.ts';
import { createProgram } from '../../src/cli/program.ts';
import { PROJECT } from './support/build-cli.ts';

function leaves(command: Command): Command[] {
  return command.commands.flatMap((sub) => (specOf(sub) ? [sub] : leaves(sub)));
}

test('docs/cli.md is what the program says; npx tsx scripts/write-cli-docs.mjs writes it anew', async () => {
  expect(await readFile(join(PROJECT, 'docs/cli.md'), 'utf8')).toBe(await renderDocs());
});

test('every command has --json, with a documented shape', async () => {
  for (const command of leaves(createProgram(async () => undefined))) {
    const hasFlag = command.options.some(({ long }) => long === '--json');
    const loaded = await specOf(command)?.load();
    expect([command.name(), hasFlag, loaded?.json !== undefined]).toEqual([
      command.name(),
      true,
      true,
    ]);
  }
});
