// The documented nginx configuration with a real nginx: boots go on from its copies when the registry is gone.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostedLoader } from '../../../src/registry/flex-lists/hosted-loader.ts';
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';
import { until } from '../bundles/until.ts';
import { SECRET, signToken } from '../readers/sign-token.ts';

const PROGRAMS = [process.env['NGINX_PATH'] ?? '', 'nginx', '/usr/sbin/nginx'];
const nginx = PROGRAMS.find((path) => path !== '' && spawnSync(path, ['-v']).status === 0);
const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

if (!nginx) {
  const how = 'apt-get install nginx-light, or NGINX_PATH=/path/to/nginx, and then npx jest nginx';
  console.warn(`The documented nginx configuration is NOT tested here. To test it: ${how}`);
  test.skip(`the documented configuration is NOT tested without nginx: ${how}`, () => undefined);
} else {
  describe('behind nginx as documented', () => proxied(nginx));
  test('a list that is read with a token is not kept', () => readWithToken(nginx), 30_000);
}

/** The block of docs/hosting.md, with other ports and another folder and nothing else changed. */
function documentedConfiguration(upstream: string, port: number, cache: string): string {
  const page = readFileSync(join(__dirname, '../../../docs/hosting.md'), 'utf8');
  const block = /```nginx\n([^]*?)```/.exec(page)?.[1] ?? '';
  const changes: [from: string, to: string][] = [
    ['server 127.0.0.1:4100;', `server ${upstream};`],
    ['listen 80;', `listen 127.0.0.1:${port};`],
    ['/var/cache/nginx/plugboard', cache],
  ];
  return changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`docs/hosting.md should say ${from} once`);
    return text.replace(from, to);
  }, block);
}

function proxied(program: string): void {
  let folder: string;
  let server: ChildProcess;
  let hosting: HostingRegistry;
  let proxy: string;
  let bundleUrl: string;
  let isGone = false;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plugboard-nginx-'));
    const port = await freePort();
    proxy = `http://127.0.0.1:${port}`;
    hosting = await startHostingRegistry({ publicUrl: proxy });
    bundleUrl = (await hosting.upload('cached', '1.0.0', [['bundle.js', 'cached()']])).body
      .plugin_url;
    server = await startNginx(program, folder, new URL(hosting.account.url).host, port);
    await until(
      'nginx',
      async () => (await fetch(`${proxy}/healthz`).catch(() => undefined))?.ok ?? false,
    );
  }, 30_000);
  afterAll(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    // A registry is closed once, and one of the tests may have done so.
    if (!isGone) await hosting.registry.close();
    for (const path of [hosting.dataFolder, folder]) rmSync(path, { recursive: true, force: true });
  });

  const read = (headers: Record<string, string> = {}) => fetch(proxy + MANIFEST, { headers });
  const releaseSeen = async () => (await (await read()).json()).release_sid as string;

  test('a release reaches everybody soon, and whoever shows credentials at once', async () => {
    const sid = (await hosting.account.get('Plugins/cached/Versions/1.0.0')).body.sid;
    const configuration = await hosting.account.configure(sid);
    for (let round = 0; round < 3; round += 1) {
      const release = await hosting.account.release(configuration);
      const { authorization } = hosting.account;
      const own = await read({ authorization });
      expect((await own.json()).release_sid).toBe(release);
      await until('the release behind the proxy', async () => (await releaseSeen()) === release);
    }
  });

  test('a bundle is answered from the copy', async () => {
    expect(await (await fetch(bundleUrl)).text()).toBe('cached()');
    const again = await fetch(bundleUrl);
    expect(again.headers.get('x-cache')).toBe('HIT');
    expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('a private answer is not kept', async () => {
    const { authorization } = hosting.account;
    const answer = await read({ authorization });
    expect([answer.headers.get('x-cache'), answer.headers.get('cache-control')]).toEqual([
      'BYPASS',
      'private, no-cache',
    ]);
  });

  const flex = { 'x-flex-jwe': 'a token', origin: 'http://localhost:3000' };
  const readList = (path: string) => fetch(proxy + path, { headers: flex });

  test('with the registry gone desktops boot from the last manifest and its bundles', async () => {
    const release = await releaseSeen();
    const tag = (await read()).headers.get('etag') ?? '';
    const loaderUrl = `${proxy}${(await readHostedLoader()).path}`;
    const loader = await (await fetch(loaderUrl)).text();
    for (const path of ['/plugins?roles=agent', '/plugins/custom']) await readList(path);
    await hosting.registry.close();
    isGone = true;
    await until(
      'the copy growing old',
      async () => (await read()).headers.get('x-cache') === 'STALE',
    );
    for (let boot = 0; boot < 20; boot += 1) {
      const answer = await read();
      expect([answer.status, (await answer.json()).release_sid]).toEqual([200, release]);
      const bundle = await fetch(bundleUrl);
      expect([bundle.status, await bundle.text()]).toEqual([200, 'cached()']);
    }
    expect((await read({ 'if-none-match': tag })).status).toBe(304);
    for (const path of ['/plugins?roles=admin&roles=agent', '/plugins', '/plugins/custom']) {
      const answer = await readList(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(flex.origin);
      expect(await answer.json()).toMatchObject([{ name: 'cached', src: bundleUrl }]);
    }
    expect(await (await fetch(loaderUrl)).text()).toBe(loader);
  });
}

async function readWithToken(program: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-nginx-'));
  const port = await freePort();
  const proxy = `http://127.0.0.1:${port}`;
  const hosting = await startHostingRegistry({
    publicUrl: proxy,
    manifestAccess: 'token',
    flexTokens: { kind: 'shared-secret', secret: SECRET },
  });
  const server = await startNginx(program, folder, new URL(hosting.account.url).host, port);
  const token = signToken({ exp: Math.floor(Date.now() / 1000) + 3600, sub: 'ada' });
  const readList = (headers = {}) => fetch(`${proxy}/plugins`, { headers });
  const status = async (headers = {}) => (await readList(headers)).status;
  try {
    await until('nginx', async () => (await status().catch(() => 0)) === 401);
    for (let round = 0; round < 3; round += 1) {
      const own = await readList({ 'x-flex-jwe': token });
      expect([own.status, own.headers.get('x-cache'), await status()]).toEqual([200, 'MISS', 401]);
    }
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await hosting.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startNginx(program: string, folder: string, upstream: string, port: number) {
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
    .join('\n');
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; pid ${join(folder, 'pid')}; error_log stderr warn; worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
access_log off;
${temporary}
${documentedConfiguration(upstream, port, cache)}
}`,
  );
  return spawn(program, ['-c', file, '-p', folder, '-e', 'stderr'], { stdio: 'ignore' });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
