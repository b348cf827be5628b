// A storage that is full in the middle of an upload: said so, nothing left behind, and over when there is room again.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow, upload } from './hosting-registry.ts';
import { type RegistryOverStore, startRegistryOverStore } from './registry-over-store.ts';

const FILES = [
  ['bundle.js', 'bundle()'],
  ['chunk.js', 'chunk()'],
  ['other.js', 'other()'],
] as const;

let isFull: (putsBefore: number) => string | undefined;
let registry: RegistryOverStore;

beforeEach(async () => {
  isFull = () => undefined;
  let puts = 0;
  registry = await startRegistryOverStore((store) => ({
    ...store,
    put: async (key, file) => {
      const code = isFull(puts);
      puts += 1;
      if (code !== undefined) throw Object.assign(new Error(`${code}: no space left`), { code });
      return store.put(key, file);
    },
  }));
});
afterEach(() => registry.stop());

const send = () => upload(registry.account, 'full', FILES, { Version: '1.0.0' });
const version = () => registry.account.get('Plugins/full/Versions/1.0.0');

describe.each([
  ['ENOSPC', 507, 'storage-full'],
  ['EDQUOT', 507, 'storage-full'],
  ['EROFS', 503, 'storage-read-only'],
])('%s', (code, status, reason) => {
  test.each([0, 1, 2])(`after %i of three files is a ${status}, and no version`, async (stored) => {
    isFull = (putsBefore) => (putsBefore >= stored ? code : undefined);
    const answer = await send();
    expect([answer.status, answer.body.code, answer.body.details]).toEqual([
      status,
      20_000 + status,
      { reason },
    ]);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await version()).status).toBe(404);
    expect(await filesBelow(join(registry.folder, 'incoming'))).toEqual([]);
    expect(await filesBelow(join(registry.folder, 'blobs'))).toHaveLength(stored);
  });
});

test('what could be answered before can be answered still', async () => {
  expect((await send()).status).toBe(201);
  const { body } = await version();
  isFull = () => 'ENOSPC';
  const other = await upload(registry.account, 'full', FILES.slice(0, 1), { Version: '2.0.0' });
  expect(other.status).toBe(507);
  expect((await version()).status).toBe(200);
  const served = await fetch(registry.account.url + new URL(body.plugin_url).pathname);
  expect(await served.text()).toBe('bundle()');
});

test('with room again the same upload is taken, over what the first one left', async () => {
  isFull = (putsBefore) => (putsBefore >= 2 ? 'ENOSPC' : undefined);
  expect((await send()).status).toBe(507);
  isFull = () => undefined;
  expect((await send()).status).toBe(201);
  const { body } = await version();
  const served = await fetch(registry.account.url + new URL(body.plugin_url).pathname);
  expect(await served.text()).toBe('bundle()');
});

test('the place where uploads wait is made anew when it is gone', async () => {
  expect((await send()).status).toBe(201);
  const incoming = join(registry.folder, 'incoming');
  await rename(incoming, `${incoming}-away`);
  expect((await upload(registry.account, 'full', FILES, { Version: '3.0.0' })).status).toBe(201);
});
