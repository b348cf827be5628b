// plugboard export: a folder that a server of plain files can hand to the loader.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeRelease, fetchReleaseManifest } from '../../src/client/index.ts';
import { parseReleaseManifest } from '../../src/domain/index.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

/** Knows files and nothing else. */
async function serveFolder(folder: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    readFile(join(folder, new URL(request.url ?? '', 'http://x').pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

test('the folder answers the request of the loader, and its bundles are the ones that were deployed', async () => {
  await writeFile(`${bench.folder}/bundle.js`, 'hosted();');
  await bench.ok('deploy --name hosted --version 1.0.0 --bundle bundle.js');
  await bench.publish('elsewhere', '2.0.0+build.5', { dependencies: { hosted: '^1.0.0' } });
  await composeRelease(bench.api, { enable: ['hosted@latest', 'elsewhere@latest'] });
  const { url, server } = await serveFolder(join(bench.folder, 'public'));
  try {
    const result = await bench.json(`export public --base-url ${url}/`);
    expect(result).toMatchObject({ plugins: 2, files: 2, registryUrl: url });
    const manifest = parseReleaseManifest(await fetchReleaseManifest({ baseUrl: url, fetch }));
    expect(manifest).toMatchObject({ releaseSid: result['releaseSid'], refusedEntries: [] });
    expect(manifest.plugins).toMatchObject([
      { uniqueName: 'hosted', phase: 3 },
      { uniqueName: 'elsewhere', dependencies: { hosted: '^1.0.0' } },
    ]);
    const bodies: string[] = [];
    for (const plugin of manifest.plugins) {
      expect(plugin.url.startsWith(`${url}/bundles/`)).toBe(true);
      const body = await (await fetch(plugin.url)).text();
      const hash = createHash('sha384').update(body).digest('base64');
      expect(plugin.integrity).toBe(`sha384-${hash}`);
      bodies.push(body);
    }
    expect(bodies).toEqual(['hosted();', '/* elsewhere 2.0.0+build.5 */']);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test('what a folder cannot serve rightly is refused, and nothing is left behind', async () => {
  const line = 'export public --base-url https://cdn.example.com';
  expect(await bench.failure(line)).toMatchObject({ status: 1, code: 'no-active-release' });
  expect(await bench.failure('export public')).toMatchObject({ status: 2 });
  await bench.publish('secret', '1.0.0', { private: true });
  await composeRelease(bench.api, { enable: ['secret@1.0.0'] });
  expect(await bench.failure(line)).toMatchObject({ status: 5, code: 'bundle-private' });
  await bench.publish('altered', '1.0.0', { integrity: `sha384-${'A'.repeat(64)}` });
  await composeRelease(bench.api, { enable: ['altered@1.0.0'], disable: ['secret'] });
  expect(await bench.failure(line)).toMatchObject({ status: 5, code: 'bundle-differs' });
  const [path = ''] = [...bench.host.files.keys()].filter((it) => it.includes('altered'));
  bench.host.files.set(path, { body: 'busy', status: 503 });
  expect(await bench.failure(line)).toMatchObject({ status: 6, code: 'bundle-status' });
  bench.host.files.clear();
  expect(await bench.failure(line)).toMatchObject({ status: 5, code: 'bundle-status' });
  expect((await readdir(bench.folder)).filter((name) => name.includes('public'))).toEqual([]);
});

test('a folder that exists is left alone; people read how to serve the new one', async () => {
  await bench.publish('orders', '1.0.0');
  await composeRelease(bench.api, { enable: ['orders@1.0.0'] });
  const text = await bench.ok('export public --base-url https://cdn.example.com');
  expect(text).toMatch(/^Exported FK\w+: 1 plugins in 1 files, \d+ bytes/);
  expect(text).toContain("registry: { url: 'https://cdn.example.com' }");
  expect(await bench.failure('export public --base-url https://cdn.example.com')).toMatchObject({
    status: 5,
    code: 'folder-not-empty',
  });
});
