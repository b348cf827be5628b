// Two registries over one PostgreSQL: a release of one is what the other answers, at once and to everybody.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningRegistry, startRegistry } from '../../../src/registry/index.ts';
import {
  createPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.ts';
import { TestAccount } from '../support/test-account.ts';

const credentials = { accountSid: `AC${'b'.repeat(32)}`, authToken: 'two-processes-one-truth' };

let server: PostgresServer;
let dataFolder: string;
let registries: RunningRegistry[];
let accounts: TestAccount[];

beforeAll(async () => {
  server = await startPostgres();
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-two-'));
  const databaseUrl = await createPostgresDatabase(server, `two_${process.pid}`);
  registries = [];
  for (let index = 0; index < 2; index += 1) {
    registries.push(await startRegistry({ dataFolder, databaseUrl, credentials }));
  }
  accounts = registries.map(({ url }) => new TestAccount(url, credentials));
}, 60_000);
afterAll(async () => {
  for (const registry of registries) await registry.close();
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
}, 30_000);

const account = (index: number) => {
  const found = accounts[index % accounts.length];
  if (!found) throw new Error('there are two');
  return found;
};

const readAnonymous = async (index: number) => {
  const { url } = account(index);
  const answer = await fetch(`${url}/v1/PluginService/Releases/Active/Manifest`);
  return (await answer.json()).release_sid as string;
};

test('what one process acknowledged is what the other answers, from the first read on', async () => {
  const configuration = await account(0).configure(await account(0).deploy('shared'));
  for (let round = 0; round < 30; round += 1) {
    const release = await account(round).release(configuration);
    const reads = Array.from({ length: 6 }, (_, index) => readAnonymous(round + index));
    expect(await Promise.all(reads)).toEqual(reads.map(() => release));
  }
});

test('a bundle that was uploaded to one process is served by the other from the same folder', async () => {
  const form = new FormData();
  form.append('Version', '1.0.0');
  form.append('File', new Blob(['shared()']), 'bundle.js');
  await account(0).post('Plugins', { UniqueName: 'hosted' });
  const answer = await fetch(`${account(0).url}/v1/PluginService/Plugins/hosted/Versions/Upload`, {
    method: 'POST',
    body: form,
    headers: { authorization: account(0).authorization },
  });
  const { plugin_url: url } = await answer.json();
  const served = await fetch(account(1).url + new URL(url).pathname);
  expect([served.status, await served.text()]).toEqual([200, 'shared()']);
});
