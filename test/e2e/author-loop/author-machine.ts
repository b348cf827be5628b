// What an author has at hand: a folder, the packages of this project instead of a registry, and the command as a process.
import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type RunningDev, startDev as startDevOf } from '../../cli/support/running-dev.ts';

export type { RunningDev };

export const PROJECT = join(import.meta.dirname, '../../..');
const MAIN = join(PROJECT, 'dist/cli/main.js');

/**
 * Does what `npm install` would: each package that package.json names, and what those bring (`brought`), from this
 * project's own.
 */
export async function linkPackages(folder: string, brought: readonly string[] = []): Promise<void> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  for (const name of [...Object.keys({ ...dependencies, ...devDependencies }), ...brought]) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(name === 'plugboard' ? PROJECT : join(PROJECT, 'node_modules', name), link);
  }
  const command = join(folder, 'node_modules/.bin/plugboard');
  await mkdir(dirname(command), { recursive: true });
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  await chmod(command, 0o755);
}

export type Finished = { readonly code: number | null; readonly output: string };

/** Runs to the end and tells what a shell would see. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const env = { ...environment(), ...more };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

export function plugboard(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return run(process.execPath, [MAIN, ...args], cwd, env);
}

/** Starts `plugboard dev --json` on a free port. */
export function startDev(folder: string, args: readonly string[]): RunningDev {
  return startDevOf(MAIN, folder, args, environment());
}

function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  return env;
}
