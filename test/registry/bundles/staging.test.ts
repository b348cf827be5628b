// Folders in which uploads wait: whose are removed at a start, and how a process says that it lives.
import { mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStaging, type Staging } from '../../../src/registry/bundles/staging.ts';
import { until } from './until.ts';

const HOUR_MS = 60 * 60 * 1000;
const now = () => new Date();

let folder: string;
let staging: Staging | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-staging-'));
});
afterEach(async () => {
  await staging?.close();
  await rm(folder, { recursive: true, force: true });
});

async function age(path: string, hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * HOUR_MS);
  await utimes(path, then, then);
}

test('another machine is taken for dead after a day without a heartbeat, and not before', async () => {
  for (const [name, hours] of [
    ['other@1@1@dead', 25],
    ['other@1@1@alive', 23],
  ] as const) {
    await mkdir(join(folder, name));
    await age(join(folder, name), hours);
  }
  staging = await openStaging(folder, now);
  const left = await readdir(folder);
  expect(left).toContain('other@1@1@alive');
  expect(left).not.toContain('other@1@1@dead');
});

test('a process says that it lives while nothing is uploaded', async () => {
  staging = await openStaging(folder, now, 5);
  const [name = ''] = await readdir(folder);
  const own = join(folder, name);
  await age(own, 30);
  await until('a heartbeat', async () => Date.now() - (await stat(own)).mtimeMs < HOUR_MS);
});

test('an upload has a folder also after another machine removed all of this process', async () => {
  staging = await openStaging(folder, now);
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  const path = await staging.openFolder();
  expect((await stat(path)).isDirectory()).toBe(true);
});
