// `plugboard test`: runs a plugin's tests with Node's own test runner, TypeScript and JSX included.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../command-spec.ts';
import { readAuthoredPlugin } from '../dev/authored-plugin.ts';
import { buildTests } from '../dev/bundle/build-tests.ts';
import { findTests } from '../dev/find-tests.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import type { Shape } from '../shape.ts';
import type { Terminal } from '../terminal.ts';

export const TESTED_SHAPE: Shape = { plugin: 'text', files: 'number', passed: 'true or false' };

export const test: RunCommand<object> = async ({ terminal, flags }, { args: [folder = '.'] }) => {
  const plugin = await readAuthoredPlugin(terminal.cwd, folder, {});
  const tests = await findTests(plugin.folder);
  if (tests.length === 0) throw testsMissing(plugin.folder);
  // Inside of the plugin, where its packages are found.
  const parent = join(plugin.folder, '.plugboard');
  await mkdir(parent, { recursive: true });
  const target = await mkdtemp(join(parent, 'test-'));
  try {
    const files = await buildTests(plugin, tests, target);
    const print = flags.json ? terminal.error : terminal.out;
    const passed = await runTests(files, plugin.folder, terminal, print);
    return {
      json: { plugin: plugin.name, files: files.length, passed },
      // The runner has said it all.
      text: () => '',
      exit: passed ? EXIT.ok : EXIT.failed,
    };
  } finally {
    await rm(target, { recursive: true, force: true });
  }
};

function runTests(
  files: readonly string[],
  cwd: string,
  { env, colour }: Terminal,
  print: (text: string) => void,
): Promise<boolean> {
  const { NODE_TEST_CONTEXT: _, ...rest } = env;
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--test', '--test-reporter=spec', ...files],
    {
      cwd,
      env: { ...rest, ...(colour.out && { FORCE_COLOR: '1' }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.on('data', (chunk: Buffer) => print(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => print(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

function testsMissing(folder: string): CliError {
  return new CliError({
    code: 'tests-missing',
    message: `${folder} has no tests.`,
    advice: 'Tests are named test/<what>.test.ts or .tsx.',
    exit: EXIT.usage,
  });
}
