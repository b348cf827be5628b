// Private bundles in a browser: a script element can show no token, and the agent who has one gets them all the same.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  basicAuth,
  composeRelease,
  createPlugin,
  type PluginsApi,
  uploadPluginVersion,
} from '../../src/client/index.ts';
import { type RunningRegistry, startRegistry } from '../../src/registry/index.ts';
import { flexBundle, systemBundle } from '../../src/testing/index.ts';
import { SECRET, signToken } from '../registry/readers/sign-token.ts';
import { expect, test } from './light/fixtures.ts';
import { TIMEOUTS } from './light/scene.ts';

const CHUNK = 'System.register([], () => ({ execute() { globalThis.chunkRan = true; } }));';
const FOREVER = 4_102_444_800;

let folder: string;
let registry: RunningRegistry;

test.beforeEach(async ({ server }) => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-private-'));
  registry = await startRegistry({
    dataFolder: folder,
    corsOrigins: [server.page],
    manifestAccess: 'token',
    flexTokens: { kind: 'shared-secret', secret: SECRET },
  });
  const { accountSid, authToken } = registry.credentials;
  const authorize = basicAuth(accountSid, authToken);
  await releasePrivately({ baseUrl: registry.url, fetch, authorize });
});
test.afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

async function releasePrivately(api: PluginsApi): Promise<void> {
  const bundles = {
    'plugin-classic': { 'bundle.js': flexBundle('plugin-classic') },
    'plugin-chunked': {
      'bundle.js': systemBundle('plugin-chunked', { imports: ['./parts/chunk.js'] }),
      'parts/chunk.js': CHUNK,
    },
  };
  for (const [name, files] of Object.entries(bundles)) {
    await createPlugin(api, { uniqueName: name });
    await uploadPluginVersion(api, name, {
      version: '1.0.0',
      private: true,
      ...(name === 'plugin-chunked' && { format: 'system' }),
      files: Object.entries(files).map(([path, text]) => ({ path, content: new Blob([text]) })),
    });
  }
  await composeRelease(api, { enable: ['plugin-classic@latest', 'plugin-chunked@latest'] });
}

test('an agent with a token boots private plugins, and their chunks, from addresses that carry a grant', async ({
  page,
  scene,
}) => {
  const shown: (string | undefined)[] = [];
  const bundles: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${registry.url}/bundles/`)) return;
    bundles.push(url);
    shown.push(request.headers()['x-flex-jwe']);
  });
  await scene.open(page);
  const { report } = await page.evaluate(
    ({ url, timeouts, token }) =>
      light.boot({ registry: { url, authorize: () => ({ 'X-Flex-JWE': token }) }, timeouts }),
    { url: registry.url, timeouts: TIMEOUTS, token: signToken({ exp: FOREVER, sub: 'ada' }) },
  );
  expect(report.outcomes.map(({ plugin, state }) => [plugin, state])).toEqual([
    ['plugin-classic', 'initialised'],
    ['plugin-chunked', 'initialised'],
  ]);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'chunkRan'))).toBe(true);
  expect(bundles.some((url) => url.endsWith('/parts/chunk.js'))).toBe(true);
  for (const url of bundles) expect(url).toMatch(/~\d+\.[\w-]{43}\//);
  expect(new Set(shown)).toEqual(new Set([undefined]));
});

test('an agent without a token boots without plugins and learns no address of one', async ({
  page,
  scene,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await scene.open(page);
  const { report } = await scene.boot(page, { registry: { url: registry.url } });
  expect(report.origin).toBe('none');
  expect(report.failures[0]).toMatchObject({ code: 'registry-refused', details: { status: 401 } });
  expect(addresses.filter((url) => url.includes('/bundles/'))).toEqual([]);
});
