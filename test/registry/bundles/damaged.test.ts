// Files of the storage that were cut short or made longer behind its back: none is served, and the same bytes heal it.
import { open, readdir, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createFolderStore } from '../../../src/registry/bundles/folder-store.ts';
import { createS3Store } from '../../../src/registry/bundles/s3-store.ts';
import { type HostingRegistry, integrityOf, startHostingRegistry } from './hosting-registry.ts';

const SMALL = Buffer.from('small()');
/** More than is kept in memory. */
const LARGE = Buffer.alloc(3 * 1024 * 1024, 'large(); ');
const IDENTITY = { 'accept-encoding': 'identity' };

let hosting: HostingRegistry;
beforeEach(async () => {
  hosting = await startHostingRegistry();
});
afterEach(() => hosting.stop());

const fileOf = (bytes: Buffer) => {
  const digest = Buffer.from(integrityOf(bytes).slice('sha384-'.length), 'base64').toString('hex');
  return join(hosting.dataFolder, 'bundles', 'blobs', digest.slice(0, 2), digest);
};

const DAMAGES = {
  'cut short': (path: string, { length }: Buffer) => truncate(path, length - 1),
  emptied: (path: string) => truncate(path, 0),
  'made longer': (path: string) => writeFile(path, 'more', { flag: 'a' }),
};

test.each([
  ['small', 'cut short', SMALL],
  ['small', 'emptied', SMALL],
  ['small', 'made longer', SMALL],
  ['large', 'cut short', LARGE],
] as const)('a %s file that was %s is not served', async (name, how, bytes) => {
  const { body } = await hosting.upload(name, '1.0.0', [['bundle.js', bytes]]);
  await DAMAGES[how](fileOf(bytes), bytes);
  for (const headers of [IDENTITY, { ...IDENTITY, range: 'bytes=0-2' }]) {
    const answer = await fetch(body.plugin_url, { headers });
    expect([answer.status, (await answer.json()).details.reason]).toEqual([500, 'bundle-damaged']);
    expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
  }
});

test('a file is whole again when the same bytes are uploaded as another version', async () => {
  const { body } = await hosting.upload('healed', '1.0.0', [['bundle.js', SMALL]]);
  await truncate(fileOf(SMALL), 3);
  expect((await hosting.upload('healed', '1.0.1', [['bundle.js', SMALL]])).status).toBe(201);
  const answer = await fetch(body.plugin_url, { headers: IDENTITY });
  expect([answer.status, await answer.text()]).toEqual([200, SMALL.toString()]);
});

test('bytes that are there already are durable before they are relied upon', async () => {
  const folder = join(hosting.dataFolder, 'own-blobs');
  const path = join(hosting.dataFolder, 'incoming.js');
  const store = createFolderStore(folder);
  const key = 'ab'.repeat(48);
  const put = async () => {
    await writeFile(path, SMALL);
    return store.put(key, { path, size: SMALL.length });
  };
  await put();
  const handle = await open(folder, 'r');
  const synced = jest.spyOn(Object.getPrototypeOf(handle), 'sync');
  expect(await put()).toBe(SMALL.length);
  expect(synced).toHaveBeenCalledTimes(2);
  synced.mockRestore();
  await handle.close();
  expect(await readdir(join(folder, 'ab'))).toEqual([key]);
});

describe('a store of another machine', () => {
  const KEY = 'cd'.repeat(48);
  let server: Server;
  let answer: { status: number; headers: Record<string, string>; body: string };
  const read = (part: object) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/bundles`;
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
    return createS3Store({ url, region: 'us-east-1', ...credentials }).read(KEY, part);
  };
  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ['fewer bytes', { size: 7 }, 200, { 'content-length': '6' }, 'abcdef'],
    [
      'a part of fewer bytes',
      { size: 7, range: { start: 0, end: 1 } },
      206,
      { 'content-length': '2', 'content-range': 'bytes 0-1/6' },
      'ab',
    ],
  ])('that has %s is found out', async (_what, part, status, headers, body) => {
    answer = { status, headers, body };
    await expect(read(part)).rejects.toMatchObject({ details: { reason: 'bundle-damaged' } });
  });

  test('that names no length is taken at its word', async () => {
    answer = { status: 200, headers: { 'transfer-encoding': 'chunked' }, body: 'abcdef' };
    expect(await text(await read({ size: 6 }))).toBe('abcdef');
  });

  test('that sends the whole where a part was asked for has failed', async () => {
    answer = { status: 200, headers: { 'content-length': '6' }, body: 'abcdef' };
    const part = { size: 6, range: { start: 0, end: 1 } };
    await expect(read(part)).rejects.toMatchObject({ details: { reason: 'storage-unavailable' } });
  });
});
