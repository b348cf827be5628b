// The list in the mode `loader`: our loader and nothing else, under an address that names its bytes.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type HostingRegistry,
  integrityOf,
  startHostingRegistry,
} from '../bundles/hosting-registry.ts';

const LOADER = '/* the loader */'.repeat(100);
let hosting: HostingRegistry;

beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-loader-'));
  const hostedLoaderFile = join(dataFolder, 'loader.js');
  await writeFile(hostedLoaderFile, LOADER);
  hosting = await startHostingRegistry({ dataFolder, flexList: 'loader', hostedLoaderFile });
  const { account } = hosting;
  await account.release(
    await account.configure(await account.deploy('a'), await account.deploy('b')),
  );
});
afterAll(() => hosting.stop());

test('lists our loader alone, for the account whose release it brings', async () => {
  const entries = await (await fetch(`${hosting.account.url}/plugins`)).json();
  const { accountSid } = hosting.account.credentials;
  expect(entries).toEqual([
    {
      name: 'plugboard',
      version: '1.0.0',
      src: expect.stringMatching(
        new RegExp(
          `^${hosting.account.url}/plugins/loader/\\w{16}/plugboard-hosted\\.js\\?AccountSid=${accountSid}$`,
        ),
      ),
      phase: 3,
      integrity: integrityOf(LOADER),
      provider: 'PluginsApiV1',
    },
  ]);
});

test('the loader may be kept for ever by every cache, under its own address only', async () => {
  const [{ src }] = await (await fetch(`${hosting.account.url}/plugins`)).json();
  const answer = await fetch(src, { headers: { origin: 'https://flex.twilio.com' } });
  expect(await answer.text()).toBe(LOADER);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const other = src.replace(/loader\/\w{16}/, `loader/${'0'.repeat(16)}`);
  const instead = await fetch(other);
  expect([instead.status, instead.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await instead.text()).toBe(LOADER);
});

test('the loader is compressed, and not sent again to who has it', async () => {
  const [{ src }] = await (await fetch(`${hosting.account.url}/plugins`)).json();
  const answer = await fetch(src, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(await answer.text()).toBe(LOADER);
  const tag = answer.headers.get('etag') ?? '';
  expect((await fetch(src, { headers: { 'if-none-match': tag } })).status).toBe(304);
});

test('the list names the loader also while the storage is away, and says so in the log', async () => {
  const lines: string[] = [];
  const logStream = { write: (line: string) => void lines.push(line) };
  const s3 = { url: 'http://127.0.0.1:9/b', region: 'r', accessKeyId: 'k', secretAccessKey: 's' };
  const hostedLoaderFile = join(hosting.dataFolder, 'loader.js');
  const options = {
    flexList: 'loader',
    hostedLoaderFile,
    s3,
    logLevel: 'warn',
    logStream,
  } as const;
  const away = await startHostingRegistry(options);
  await away.account.release(await away.account.configure(await away.account.deploy('a')));
  const [{ src }] = await (await fetch(`${away.account.url}/plugins`)).json();
  expect(await (await fetch(src)).text()).toBe(LOADER);
  expect(lines.join('')).toContain('the loader is not where other processes find it');
  await away.stop();
});
