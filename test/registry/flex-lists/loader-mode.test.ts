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

test('the loader may be kept for ever by every cache, and other bytes have another address', async () => {
  const [{ src }] = await (await fetch(`${hosting.account.url}/plugins`)).json();
  const answer = await fetch(src, { headers: { origin: 'https://flex.twilio.com' } });
  expect(await answer.text()).toBe(LOADER);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const other = src.replace(/loader\/\w{16}/, `loader/${'0'.repeat(16)}`);
  expect((await fetch(other)).status).toBe(404);
});

test('the loader is compressed, and not sent again to who has it', async () => {
  const [{ src }] = await (await fetch(`${hosting.account.url}/plugins`)).json();
  const answer = await fetch(src, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(await answer.text()).toBe(LOADER);
  const tag = answer.headers.get('etag') ?? '';
  expect((await fetch(src, { headers: { 'if-none-match': tag } })).status).toBe(304);
});
