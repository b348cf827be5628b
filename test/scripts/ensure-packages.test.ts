// When packages are installed, and when not; a small program stands for npm.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from '../../scripts/ensure-packages.mjs';

const npmBefore = process.env['npm_execpath'];
let folder: string;
let lines: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-'));
  lines = [];
  await mkdir(join(folder, 'node_modules'));
  await writeFile(join(folder, 'package-lock.json'), '{}');
  await useNpm("require('fs').appendFileSync('calls', process.argv[2] + '\\n');");
});

afterEach(async () => {
  if (npmBefore === undefined) delete process.env['npm_execpath'];
  else process.env['npm_execpath'] = npmBefore;
  await rm(folder, { recursive: true });
});

async function useNpm(program: string): Promise<void> {
  const npm = join(folder, 'npm.js');
  await writeFile(npm, program);
  process.env['npm_execpath'] = npm;
}

const ensure = () =>
  ensurePackages({ folder, announce: 'Installing', log: (line) => lines.push(line) });
const calls = () => readFile(join(folder, 'calls'), 'utf8');

test('packages are installed once and told of', async () => {
  expect(await ensure()).toBe(true);
  expect(await ensure()).toBe(false);
  expect(await calls()).toBe('ci\n');
  expect(lines[0]).toBe('Installing');
});

test('another lockfile installs anew', async () => {
  await ensure();
  await writeFile(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
  expect(await ensure()).toBe(true);
  expect(await calls()).toBe('ci\nci\n');
});

test('an installation that failed is said so and tried again the next time', async () => {
  await useNpm('process.exit(7)');
  await expect(ensure()).rejects.toThrow('npm ci ended with code 7');
  await useNpm("require('fs').appendFileSync('calls', process.argv[2] + '\\n');");
  expect(await ensure()).toBe(true);
});
