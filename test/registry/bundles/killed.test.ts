// kill -9 in the middle of uploads: what was acknowledged is there whole, and nothing of the rest is.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginVersionResource } from '../../../src/domain/index.ts';
import { filesBelow, integrityOf, upload } from './hosting-registry.ts';
import { type RegistryProcess, spawnRegistry } from './spawn-registry.ts';

const ROUNDS = 8;
const UPLOADS_A_ROUND = 25;
const credentials = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'killed-again-and-again' };

let dataFolder: string;
let registry: RegistryProcess;
const acknowledged = new Map<string, string>();

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-killed-'));
  registry = await spawnRegistry(dataFolder, credentials);
  await registry.account.post('Plugins', { UniqueName: 'killed' });
}, 60_000);
afterAll(async () => {
  await registry.kill();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Uploads in parallel until the registry is gone; kills it when so many have been answered. */
async function uploadUntilKilled(round: number): Promise<void> {
  const killAfter = 1 + Math.floor(Math.random() * UPLOADS_A_ROUND);
  let answered = 0;
  const one = async (index: number) => {
    const version = `${round}.${index}.0`;
    // Random bytes do not compress, so each upload is on its way for a while.
    const code = `run("${randomBytes(40_000 + 3_000 * index).toString('base64')}")`;
    try {
      const { status } = await upload(registry.account, 'killed', [['bundle.js', code]], {
        Version: version,
      });
      if (status === 201) acknowledged.set(version, integrityOf(code));
    } catch {
      // The connection died with the process; whether the version exists is for the next start to say.
    }
    answered += 1;
    if (answered === killAfter) await registry.kill();
  };
  await Promise.all(Array.from({ length: UPLOADS_A_ROUND }, (_, index) => one(index)));
  await registry.kill();
}

test('200 uploads and 8 kills leave whole bundles and nothing else', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await uploadUntilKilled(round);
    registry = await spawnRegistry(dataFolder, credentials);
    expect(await filesBelow(join(dataFolder, 'bundles', 'incoming'))).toEqual([]);
  }
  const { body } = await registry.account.get('Plugins/killed/Versions?PageSize=1000');
  const versions = body.plugin_versions as PluginVersionResource[];
  const visible = new Map(versions.map(({ version, integrity }) => [version, integrity]));
  for (const [version, integrity] of acknowledged) expect(visible.get(version)).toBe(integrity);
  expect(acknowledged.size).toBeGreaterThan(ROUNDS - 1);
  for (const { plugin_url: url, integrity } of versions) {
    const served = await fetch(registry.account.url + new URL(url).pathname);
    expect(served.status).toBe(200);
    expect(integrityOf(await served.text())).toBe(integrity);
  }
}, 180_000);
