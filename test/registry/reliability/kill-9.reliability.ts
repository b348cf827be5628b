// kill -9 under a write load, again and again on one data folder: nothing acknowledged is lost, nothing is half there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/registry/index.ts';
import type { TestAccount } from '../support/test-account.ts';
import { findFaults, findLost, findSqliteFaults } from './inspect.ts';
import { buildRegistryProcess, startRegistryProcess } from './registry-process.ts';

const CYCLES = Number(process.env['RELIABILITY_CYCLES'] ?? 1000);
const WRITERS = 4;
const CHECK_ALL_EVERY = 100;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-kill-'));
  await buildRegistryProcess();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test(`${CYCLES} times killed, nothing acknowledged is lost`, async () => {
  let acknowledgedInAll = 0;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const acknowledged = await loadUntilKilled(cycle);
    acknowledgedInAll += acknowledged.length;
    const database = await openDatabase({ dataFolder: folder });
    try {
      expect(await findLost(database, acknowledged)).toEqual([]);
      if (cycle % CHECK_ALL_EVERY === 0 || cycle === CYCLES - 1) {
        expect(await findFaults(database)).toEqual([]);
        expect(await findSqliteFaults(database)).toEqual([]);
      }
    } finally {
      await database.destroy();
    }
  }
  expect(acknowledgedInAll).toBeGreaterThanOrEqual(CYCLES * WRITERS);
}, 3_600_000);

async function loadUntilKilled(cycle: number): Promise<string[]> {
  const registry = await startRegistryProcess({ dataFolder: folder });
  const acknowledged: string[] = [];
  let begun: () => void = () => undefined;
  const underWay = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    writeUntilGone(registry.account, `p${cycle}-${writer}`, (sid) => {
      acknowledged.push(sid);
      if (acknowledged.length === WRITERS) begun();
    }),
  );
  await underWay;
  // At any microsecond of the writes that follow.
  await new Promise<void>((resolve) => {
    setTimeout(resolve, Math.random() * 50);
  });
  await registry.end('SIGKILL');
  await Promise.all(writers);
  return acknowledged;
}

async function writeUntilGone(
  account: TestAccount,
  name: string,
  acknowledge: (sid: string) => void,
): Promise<void> {
  const note = async (path: string, form: Record<string, string>): Promise<string> => {
    const { status, body } = await account.post(path, form);
    if (status !== 201) throw new Error(`unexpected ${status}: ${JSON.stringify(body)}`);
    acknowledge(body.sid as string);
    return body.sid as string;
  };
  try {
    await note('Plugins', { UniqueName: name });
    for (let patch = 0; ; patch += 1) {
      const version = `1.0.${patch}`;
      await note(`Plugins/${name}/Versions`, {
        Version: version,
        PluginUrl: 'https://cdn.example/p.js',
      });
      await note('Releases/Compose', { Enable: `${name}@${version}` });
      const configuration = await note('Configurations', { Name: name });
      await note('Releases', { ConfigurationId: configuration });
    }
  } catch (error) {
    // The kill ends each writer in the middle of a call, for which fetch has a TypeError; anything else is a failure.
    if ((error as Error).name !== 'TypeError') throw error;
  }
}
