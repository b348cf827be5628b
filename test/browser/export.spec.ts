// `plugboard export`: the registry is gone for good, and desktops boot from a folder of files.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import {
  basicAuth,
  composeRelease,
  createPlugin,
  type PluginsApi,
  uploadPluginVersion,
} from '../../src/client/index.ts';
import { startRegistry } from '../../src/registry/index.ts';
import { flexBundle, systemBundle } from '../../src/testing/index.ts';
import { expect, test } from './light/fixtures.ts';
import type { FaultServer } from './server/fault-server.ts';

const CHUNK = 'System.register([], () => ({ execute() { globalThis.chunkRan = true; } }));';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-export-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('a browser boots an exported release, chunks included, and source maps stay at home', async ({
  page,
  scene,
}) => {
  const base = `${scene.server.cdn}/exported`;
  await exportTwoPlugins(base);
  const served = await serveFolder(scene.server, base);
  expect(served.filter((path) => path.endsWith('.map'))).toEqual([]);

  await scene.open(page);
  const { report } = await scene.boot(page, { registry: { url: base } });
  expect(report.outcomes.map(({ plugin, state }) => [plugin, state])).toEqual([
    ['plugin-classic', 'initialised'],
    ['plugin-chunked', 'initialised'],
  ]);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'chunkRan'))).toBe(true);
});

/** Registry, upload, release, export, and the registry's end. */
async function exportTwoPlugins(base: string): Promise<void> {
  const registry = await startRegistry({ dataFolder: join(folder, 'data') });
  const { accountSid, authToken } = registry.credentials;
  const api: PluginsApi = {
    baseUrl: registry.url,
    fetch,
    authorize: basicAuth(accountSid, authToken),
  };
  try {
    await upload(api, 'plugin-classic', { 'bundle.js': flexBundle('plugin-classic') });
    await upload(api, 'plugin-chunked', {
      'bundle.js': systemBundle('plugin-chunked', { imports: ['./parts/chunk.js'] }),
      'bundle.js.map': '{"version":3,"sources":[],"mappings":""}',
      'parts/chunk.js': CHUNK,
    });
    await composeRelease(api, { enable: ['plugin-classic@latest', 'plugin-chunked@latest'] });
    const args = ['dist/cli/main.js', 'export', join(folder, 'public'), '--base-url', base];
    await promisify(execFile)(process.execPath, args, {
      env: {
        ...process.env,
        PLUGBOARD_URL: registry.url,
        PLUGBOARD_ACCOUNT_SID: accountSid,
        PLUGBOARD_AUTH_TOKEN: authToken,
      },
    });
  } finally {
    await registry.close();
  }
}

async function upload(
  api: PluginsApi,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await createPlugin(api, { uniqueName: name });
  await uploadPluginVersion(api, name, {
    version: '1.0.0',
    ...(name === 'plugin-chunked' && { format: 'system' }),
    files: Object.entries(files).map(([path, text]) => ({ path, content: new Blob([text]) })),
  });
}

/** Every file of the folder at its path, as a server of plain files has it. */
async function serveFolder(server: FaultServer, base: string): Promise<string[]> {
  const root = join(folder, 'public');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name).slice(root.length).split(sep).join('/');
      server.serve(base + path, { body: await readFile(root + path, 'utf8') });
      return path;
    }),
  );
}
