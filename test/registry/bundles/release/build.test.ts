// The making of the one file of a release: what happens when it fails, and how much it reads.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hosting, openHosting } from '../../../../src/registry/bundles/hosting.ts';
import { readParts } from '../../../../src/registry/bundles/release/read-parts.ts';
import { createReleaseBundles } from '../../../../src/registry/bundles/release/release-bundles.ts';
import { allConfiguredPlugins } from '../../../../src/registry/configured-plugins/store.ts';
import { DEFAULT_SETTINGS } from '../../../../src/registry/index.ts';
import { findActiveRelease } from '../../../../src/registry/releases/store.ts';
import type { TestAccount } from '../../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../../support/test-registry.ts';
import { upload } from '../hosting-registry.ts';
import { until } from '../until.ts';

const MAP = JSON.stringify({ version: 3, sources: ['a.ts'], mappings: 'AAAA' });

let folder: string;
let hosting: Hosting;
let registry: TestRegistry;
let account: TestAccount;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-build-'));
  hosting = await openHosting(folder, DEFAULT_SETTINGS, () => new Date());
  registry = await startTestRegistry('SQLite', { hosting });
  account = await registry.newAccount();
  const sids: string[] = [];
  for (const name of ['a', 'b']) {
    const files = [['bundle.js', `${name}()`] as const, ['bundle.js.map', MAP] as const];
    sids.push((await upload(account, name, files, { Version: '1.0.0' })).body.sid);
  }
  await account.release(await account.configure(...sids));
  const { database } = registry.context;
  const find = () => database.selectFrom('release_bundles').selectAll().executeTakeFirst();
  // What the registry itself makes after a release is out of the way, and is not made again.
  await until('the release bundle', async () => (await find()) !== undefined);
  await database.deleteFrom('release_bundles').execute();
});
afterEach(async () => {
  await registry.stop();
  await hosting.staging.close();
  await rm(folder, { recursive: true, force: true });
});

async function activeRelease() {
  const { accountSid } = account.credentials;
  const release = await findActiveRelease(registry.context.database, accountSid);
  if (!release) throw new Error('it was released');
  return release;
}

/** A disk that fails so many times, and a count of what was tried. */
function failing(times: number) {
  let opened = 0;
  const openFolder = async () => {
    opened += 1;
    if (opened <= times) throw new Error('the disk is away');
    return hosting.staging.openFolder();
  };
  const context = {
    ...registry.context,
    hosting: { ...hosting, staging: { ...hosting.staging, openFolder } },
  };
  const events = { onBuilt: () => undefined, onFault: () => undefined };
  return { bundles: createReleaseBundles(context, events), opened: () => opened };
}

test('a file that could not be made is made when it is asked for again', async () => {
  const release = await activeRelease();
  const { bundles } = failing(1);
  for (let round = 0; round < 2; round += 1) {
    expect(await bundles.find(release)).toBeUndefined();
    await bundles.idle();
  }
  expect((await bundles.find(release))?.parts).toHaveLength(2);
});

test('a file that fails again and again is left alone', async () => {
  const release = await activeRelease();
  const { bundles, opened } = failing(100);
  for (let round = 0; round < 6; round += 1) {
    await bundles.find(release);
    await bundles.idle();
  }
  expect(opened()).toBe(3);
});

test('source maps beyond the budget are left out, and their bundles are not', async () => {
  const { database } = registry.context;
  const members = await allConfiguredPlugins(database, (await activeRelease()).configuration_sid);
  const limits = { code: 1_000, maps: MAP.length + 1 };
  const parts = await readParts(database, hosting.store, members, limits);
  expect(parts.map(({ uniqueName, map }) => [uniqueName, map !== undefined])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});
