// Builds Plugboard itself, unless nothing that goes in has changed since the last build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFiles } from '../hash-files.ts';

const root = join(import.meta.dirname, '../../..');
const rollup = join(root, 'node_modules/rollup/dist/bin/rollup');
const stamp = join(root, 'dist/.built-from');
const SOURCES = ['src', 'package-lock.json', 'rollup.config.mjs', 'scripts/prune-packages.mjs'];

/**
 * Only the bundles: a type error somewhere in a test is for `npm test` to find, not for the desktop to
 * fail on. Rejects, with the bundler's own words on the terminal, when the sources do not build.
 */
export async function buildProject(log: (line: string) => void): Promise<void> {
  const inputs = await hashFiles(root, SOURCES);
  if ((await readStamp()) === inputs) return;
  log('Building Plugboard');
  const build = spawn(process.execPath, [rollup, '-c', '--silent'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error('Plugboard does not build: rollup -c failed.');
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(stamp, inputs);
}

async function readStamp(): Promise<string | undefined> {
  try {
    return await readFile(stamp, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
