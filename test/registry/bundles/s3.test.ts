// The same hosting with the bytes in an S3-compatible store.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { type HostingRegistry, integrityOf, startHostingRegistry } from './hosting-registry.ts';

const LARGE = Buffer.alloc(4 * 1024 * 1024, 'stored elsewhere; ');

let folder: string;
let store: S3rver;
let hosting: HostingRegistry;
let bucket: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-s3-'));
  store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'bundles' }],
  });
  const { port } = await store.run();
  bucket = `http://127.0.0.1:${port}/bundles`;
  hosting = await startHostingRegistry({
    s3: {
      url: `${bucket}/plugins/`,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
  });
});
afterAll(async () => {
  await hosting.stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('an upload is in the store, not in the data folder, and is served from there', async () => {
  const { status, body } = await hosting.upload('stored', '1.0.0', [['bundle.js', LARGE]]);
  expect([status, body.integrity]).toEqual([201, integrityOf(LARGE)]);
  expect(await hosting.filesOnDisk()).toEqual([]);
  const served = Buffer.from(await (await fetch(body.plugin_url)).arrayBuffer());
  expect(served.equals(LARGE)).toBe(true);
  const part = await fetch(body.plugin_url, { headers: { range: 'bytes=1000000-1000017' } });
  expect([part.status, await part.text()]).toEqual([
    206,
    LARGE.subarray(1_000_000, 1_000_018).toString(),
  ]);
});

test('the same upload again is the same version, other bytes are refused', async () => {
  const first = await hosting.upload('again', '1.0.0', [['bundle.js', 'first()']]);
  const second = await hosting.upload('again', '1.0.0', [['bundle.js', 'first()']]);
  expect([first.status, second.status, second.body]).toEqual([201, 200, first.body]);
  expect((await hosting.upload('again', '1.0.0', [['bundle.js', 'other()']])).status).toBe(409);
});

test('bytes that the store has lost are an error, not an empty bundle', async () => {
  const { body } = await hosting.upload('lost', '1.0.0', [['bundle.js', 'lost()']]);
  await rm(join(folder, 'bundles'), { recursive: true });
  const answer = await fetch(body.plugin_url);
  expect(answer.status).toBe(500);
  expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
});

test('a store that is gone is a 503 that changes nothing', async () => {
  await store.close();
  const { status, body } = await hosting.upload('gone', '1.0.0', [['bundle.js', 'gone()']]);
  expect([status, body.details.reason]).toEqual([503, 'storage-unavailable']);
  expect((await hosting.account.get('Plugins/gone/Versions/1.0.0')).status).toBe(404);
  expect(await hosting.filesOnDisk()).toEqual([]);
  await store.run();
});
