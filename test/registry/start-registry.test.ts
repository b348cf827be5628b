// A registry from its folder on disk: what the first start leaves there, and what the next one finds.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backupDatabase,
  openDatabase,
  type RunningRegistry,
  startRegistry,
} from '../../src/registry/index.ts';
import { buildRegistryProcess, startRegistryProcess } from './reliability/registry-process.ts';

let folder: string;
let registry: RunningRegistry | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-start-'));
});

afterEach(async () => {
  await registry?.close();
  registry = undefined;
  await rm(folder, { recursive: true });
});

async function start(): Promise<RunningRegistry> {
  registry = await startRegistry({ dataFolder: join(folder, 'data') });
  return registry;
}

function call({ url, credentials }: RunningRegistry, path: string, form?: Record<string, string>) {
  const basic = Buffer.from(`${credentials.accountSid}:${credentials.authToken}`);
  return fetch(`${url}/v1/PluginService/${path}`, {
    headers: { authorization: `Basic ${basic.toString('base64')}` },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });
}

test('the first start writes the credentials of the account, for the owner only', async () => {
  const { credentials, isNew } = await start();
  const file = join(folder, 'data', 'credentials.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(credentials);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data', 'registry.sqlite'))).mode & 0o077).toBe(0);
  expect(isNew).toBe(true);
});

test('a second start has the same account and the same plugins', async () => {
  const first = await start();
  expect((await call(first, 'Plugins', { UniqueName: 'wrap-up' })).status).toBe(201);
  await first.close();
  const second = await start();
  expect(second.credentials).toEqual(first.credentials);
  expect(second.isNew).toBe(false);
  expect((await call(second, 'Plugins/wrap-up')).status).toBe(200);
});

test('a folder whose credentials were lost is refused, with what to do', async () => {
  await (await start()).close();
  registry = undefined;
  await rm(join(folder, 'data', 'credentials.json'));
  await expect(start()).rejects.toThrow(/Put it back, or start with PLUGBOARD_ACCOUNT_SID/);
});

test('credentials that were chosen by the operator are used as they are', async () => {
  const credentials = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'chosen-by-the-operator' };
  registry = await startRegistry({ dataFolder: folder, credentials });
  expect((await call(registry, 'Plugins')).status).toBe(200);
  const wrong = { ...registry, credentials: { ...credentials, authToken: 'guessed' } };
  expect((await call(wrong, 'Plugins')).status).toBe(401);
});

test('a second registry on the same folder is refused, and starts when the first one is gone', async () => {
  const first = await start();
  const dataFolder = join(folder, 'data');
  const inUse = { code: 'data-folder-in-use' };
  await expect(startRegistry({ dataFolder })).rejects.toMatchObject(inUse);
  // Refused once more: the attempt took nothing from the one that works.
  await expect(startRegistry({ dataFolder })).rejects.toMatchObject(inUse);
  expect((await call(first, 'Plugins')).status).toBe(200);
  await first.close();
  expect((await call(await start(), 'Plugins')).status).toBe(200);
});

test('a start that fails leaves the folder to the next one', async () => {
  const first = await start();
  const dataFolder = join(folder, 'other');
  const port = Number(new URL(first.url).port);
  await expect(startRegistry({ dataFolder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await (await startRegistry({ dataFolder })).close();
});

test('a registry that was killed leaves the folder to the next one, and keeps others out until then', async () => {
  await buildRegistryProcess();
  const dataFolder = join(folder, 'data');
  const first = await startRegistryProcess({ dataFolder });
  await expect(startRegistryProcess({ dataFolder })).rejects.toThrow('data-folder-in-use');
  const database = await openDatabase({ dataFolder });
  await backupDatabase(database, join(folder, 'backup.sqlite'));
  await database.destroy();
  await first.end('SIGKILL');
  expect((await call(await start(), 'Plugins')).status).toBe(200);
});
