// plugboard dev as a process: what it serves and to whom, what becomes of a change, and how it says what is wrong.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEV_EVENT_SHAPE } from '../../src/cli/dev/dev-events.ts';
import { buildCli, PROJECT } from './support/build-cli.ts';
import { type Asking, ask, listen } from './support/dev-client.ts';
import { findMismatch } from './support/mismatch.ts';
import { runCli } from './support/run-cli.ts';
import { type RunningDev, startDev } from './support/running-dev.ts';

// Every step is a process, and the machine may be busy.
jest.setTimeout(120_000);

let cli: ReturnType<typeof buildCli>;
let folder: string;
let running: RunningDev[] = [];

beforeAll(() => {
  cli = buildCli();
});
afterAll(() => cli.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-dev-'));
  // What `npm install` would bring.
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(async () => {
  await Promise.all(running.map((dev) => dev.stop()));
  running = [];
  await rm(folder, { recursive: true, force: true });
});

const SYSTEM = {
  name: 'plugin-orders',
  version: '1.2.0',
  flexPlugin: { format: 'system' },
};
const SOURCE = 'export default class Orders { init() { console.log("first words"); } }';

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

async function project(contents: object = SYSTEM, source = SOURCE): Promise<void> {
  await write('package.json', JSON.stringify(contents));
  await write('src/index.ts', source);
}

async function start(...args: string[]): Promise<{ dev: RunningDev; port: number }> {
  const dev = startDev(cli.main, folder, args);
  running.push(dev);
  const { url } = await dev.next('listening');
  return { dev, port: Number(new URL(url).port) };
}

const BUNDLE = '/plugins/plugin-orders.js';
const EVENTS = '/plugins/plugin-orders.events';

async function failure(...args: string[]) {
  const { exit, stdout, stderr } = await runCli(cli.main, ['dev', ...args, '--json'], {
    cwd: folder,
  });
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const { error } = JSON.parse(last) as { error: Record<string, unknown> };
  return { ...error, status: exit, stdout };
}

test('serves the build and its source map, never to be kept, and tells each event as one documented line', async () => {
  await project();
  const { dev, port } = await start('--desktop', 'https://desk.example/path?a=b#c');
  const listening = await dev.next('listening');
  expect(listening).toEqual({
    event: 'listening',
    plugin: 'plugin-orders',
    format: 'system',
    bundler: 'esbuild',
    url: `http://localhost:${port}${BUNDLE}`,
    link: `https://desk.example/path?a=b&plugin-dev=plugin-orders:${port}#c`,
  });
  await dev.next('built');
  const { status, headers, body } = await ask(port, BUNDLE);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(body).toMatch(/^System\.register\(/);
  expect(body).toMatch(/\n\/\/# sourceMappingURL=plugin-orders\.js\.map\n$/);
  const map = JSON.parse((await ask(port, `${BUNDLE}.map`)).body) as Record<string, string[]>;
  expect(map['sourcesContent']).toEqual([SOURCE]);

  expect(await dev.stop()).toBe(0);
  expect(dev.events.at(-1)).toEqual({ event: 'stopped' });
  for (const event of dev.events) expect(findMismatch(DEV_EVENT_SHAPE, event)).toBeUndefined();
});

test('pages of this machine, of Twilio and of the named desktop may read the build, and no other page', async () => {
  await project();
  const { dev, port } = await start('--desktop', 'https://desk.example/agent');
  await dev.next('built');
  for (const origin of [
    'http://localhost:8700',
    'http://127.0.0.1:9',
    'http://[::1]:9',
    'https://flex.twilio.com',
    'https://desk.example',
  ]) {
    for (const path of [BUNDLE, `${BUNDLE}.map`]) {
      const { status, headers } = await ask(port, path, { headers: { origin } });
      expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([
        200,
        origin,
        'Origin',
      ]);
    }
  }
  for (const origin of [
    'https://evil.example',
    'https://desk.example.evil.example',
    'https://localhost.evil.example',
    'http://desk.example',
    'null',
  ]) {
    for (const path of [BUNDLE, `${BUNDLE}.map`, EVENTS]) {
      const { status, headers, body } = await ask(port, path, { headers: { origin } });
      expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
      expect(body).not.toContain('first words');
    }
  }
  const told = dev.events.flatMap((it) => (it.event === 'refused' ? [it.origin] : []));
  expect(told).toHaveLength(5);
  expect(told[0]).toBe('https://evil.example');
});

const UNWANTED: Record<string, [string, Asking, number]> = {
  'a name that somebody else points here': [BUNDLE, { headers: { host: 'evil.example' } }, 421],
  'the port of another server': [BUNDLE, { headers: { host: 'localhost:1' } }, 421],
  'a script element without CORS': [
    BUNDLE,
    { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' } },
    403,
  ],
  'another method': [BUNDLE, { method: 'POST' }, 405],
  'a file beside the build': ['/plugins/../package.json', {}, 404],
  'an encoded path': ['/plugins/%2e%2e/package.json', {}, 404],
  'another plugin': ['/plugins/plugin-notes.js', {}, 404],
  'an address instead of a path': ['http://evil.example/plugins/plugin-orders.js', {}, 404],
  'the root': ['/', {}, 404],
};

test('what is no desktop asking for this plugin is refused', async () => {
  await project();
  const { dev, port } = await start();
  await dev.next('built');
  for (const [what, [path, asking, status]] of Object.entries(UNWANTED)) {
    const answer = await ask(port, path, asking);
    expect([what, answer.status]).toEqual([what, status]);
    expect(answer.body).not.toContain('first words');
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  }
  expect((await ask(port, BUNDLE, { method: 'HEAD' })).body).toBe('');
});

test("Chrome's question whether a page may reach this machine is answered, to desktops", async () => {
  await project();
  const { port } = await start('--desktop', 'https://desk.example');
  const preflight = (origin: string) =>
    ask(port, BUNDLE, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-any',
        'access-control-request-private-network': 'true',
      },
    });
  const { status, headers } = await preflight('https://desk.example');
  expect(status).toBe(204);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://desk.example',
    'access-control-allow-headers': 'x-any',
    'access-control-allow-private-network': 'true',
  });
  expect((await preflight('https://evil.example')).status).toBe(403);
});

test('listens on this machine only', async () => {
  await project();
  const { dev, port } = await start();
  await dev.next('built');
  const outside = Object.values(networkInterfaces())
    .flatMap((it) => it ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) {
    await expect(ask(port, BUNDLE, { at: address })).rejects.toThrow('ECONNREFUSED');
  }
  const six = Object.values(networkInterfaces()).some((it) =>
    it?.some(({ address }) => address === '::1'),
  );
  if (six) expect((await ask(port, BUNDLE, { at: '::1' })).status).toBe(200);
});

test('a change is built and told to whoever listens; the same bytes again are no news', async () => {
  await project();
  const { dev, port } = await start();
  await dev.next('built');
  const listener = await listen(port, EVENTS, { origin: 'http://localhost:1' });
  await listener.until('id: ');
  expect(listener.received()).not.toContain('data:');

  await write('src/index.ts', `${SOURCE} // a comment that no bundle carries`);
  await write('src/index.ts', SOURCE.replace('first', 'second'));
  await listener.until('data: built');
  expect((await ask(port, BUNDLE)).body).toContain('second words');
  expect(listener.received().match(/data: built/g)).toHaveLength(1);
  listener.close();
});

test('a source that is broken at the start is told with its place, and served once it is corrected', async () => {
  await project(SYSTEM, 'import "./nothing.ts";\nexport default class {');
  const { dev, port } = await start();
  const { problems } = await dev.next('failed');
  expect(problems).toContainEqual({
    message: expect.stringContaining('end of file'),
    file: 'src/index.ts',
    line: 2,
    column: 23,
    source: 'export default class {',
  });
  expect((await ask(port, BUNDLE)).status).toBe(503);
  const listener = await listen(port, EVENTS);
  await listener.until('event: build-failed\ndata: src/index.ts:2:23: ');
  await project();
  await listener.until('data: built');
  expect((await ask(port, BUNDLE)).body).toContain('first words');
  listener.close();
});

test('a change that does not build leaves the last good build in place, and going back is news', async () => {
  await project();
  const { dev, port } = await start();
  await dev.next('built');
  const listener = await listen(port, EVENTS);
  await write('src/index.ts', 'import "./missing";');
  await listener.until(
    'event: build-failed\ndata: src/index.ts:1:8: Could not resolve "./missing"',
  );
  expect((await ask(port, BUNDLE)).body).toContain('first words');
  const before = listener.received().length;
  await project();
  await listener.until('data: built', before);
  listener.close();
});

test('a file that was missing is noticed when it comes', async () => {
  await project(
    SYSTEM,
    'import { words } from "./words";\nexport default class { init() { words(); } }',
  );
  const { dev, port } = await start();
  await dev.next('failed');
  await write('src/words.ts', 'export const words = () => console.log("late words");');
  await dev.next('built');
  expect((await ask(port, BUNDLE)).body).toContain('late words');
});

test('a desktop that was starting while a build came is told when it listens, once', async () => {
  await project();
  const { dev, port } = await start();
  await dev.next('built');
  await ask(port, BUNDLE);
  const from = dev.events.length;
  await write('src/index.ts', SOURCE.replace('first', 'second'));
  await dev.next('built', from);
  const late = await listen(port, EVENTS);
  await late.until('data: built');
  const again = await listen(port, EVENTS);
  await again.until('id: ');
  // A page that cannot load the build comes back without having asked for it.
  expect(again.received()).not.toContain('data: built');
  const [, id = ''] = /id: (\w+)/.exec(late.received()) ?? [];
  const back = await listen(port, EVENTS, { 'last-event-id': 'other' });
  await back.until('data: built');
  const same = await listen(port, EVENTS, { 'last-event-id': id });
  await same.until(`id: ${id}`);
  expect(same.received()).not.toContain('data: built');
  for (const it of [late, again, back, same]) it.close();
});

test('two plugins have a port each; a port that is taken is named with the flag that changes it', async () => {
  await project();
  const { port } = await start();
  await start();
  expect(await failure('--port', String(port))).toMatchObject({
    status: 1,
    code: 'port-taken',
    message: `Port ${port} is taken by another program.`,
    advice: expect.stringContaining('--port'),
    stdout: '',
  });
});

test.each([
  ['package-missing', 2, {}, []],
  ['package-invalid', 2, { 'package.json': '{' }, []],
  ['package-invalid', 2, { 'package.json': '{"flexPlugin": []}' }, []],
  ['package-invalid', 2, { 'package.json': '{"name": "a", "plugboard": {"wach": "x"}}' }, []],
  ['package-invalid', 2, { 'package.json': '{"name": "a", "plugboard": {"watch": "x"}}' }, []],
  ['entry-missing', 2, { 'package.json': '{"name": "plugin-orders"}' }, []],
  ['usage', 2, { 'package.json': '{}' }, []],
  ['usage', 2, { 'package.json': '{"name": "@acme/orders"}' }, []],
  ['usage', 2, { 'package.json': '{"name": "off"}' }, []],
  ['usage', 2, { 'package.json': '{"name": "a", "flexPlugin": {"format": "amd"}}' }, []],
  ['usage', 2, { 'package.json': '{"name": "a"}', 'src/index.ts': '' }, ['--port', '80']],
  ['usage', 2, { 'package.json': '{"name": "a"}', 'src/index.ts': '' }, ['--desktop', 'desk']],
  ['usage', 2, { 'package.json': '{"name": "a"}', 'src/index.ts': '' }, ['--bundler', 'own']],
])('%s is exit code %i: %j %j', async (code, status, files, args) => {
  for (const [file, text] of Object.entries(files)) await write(file, text);
  expect(await failure(...args)).toMatchObject({ code, status, stdout: '' });
});

test('a person reads where it is, what to open, what happens next and what went wrong', async () => {
  await project(SYSTEM, 'export default class {');
  const child = spawn(process.execPath, [cli.main, 'dev', '--port', '0'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  const closed = once(child, 'close');
  let stdout = '';
  for await (const chunk of child.stdout) {
    const isNews = !stdout.includes('end of file');
    stdout += String(chunk);
    if (isNews && stdout.includes('end of file')) child.kill('SIGINT');
  }
  expect(await closed).toEqual([0, null]);
  expect(stdout).toMatch(/plugin-orders \(system\) at http:\/\/localhost:\d+\/plugins/);
  expect(stdout).toMatch(/Open +…\?plugin-dev=plugin-orders:\d+\n/);
  expect(stdout).toMatch(/src\/index\.ts:1:23: .*end of file/);
  expect(stdout).toMatch(/Stopped\.\n$/);
});

const OWN = {
  ...SYSTEM,
  plugboard: { watch: 'node bundler.cjs', output: 'out/plugin.js' },
};
const BUNDLER = `
const { mkdirSync, readFileSync, watchFile, writeFileSync } = require('node:fs');
mkdirSync('out', { recursive: true });
const build = () => {
  writeFileSync('out/plugin.js', readFileSync('source.txt') + '\\n//# sourceMappingURL=x.map');
  writeFileSync('out/plugin.js.map', '{"version":3}');
};
build();
watchFile('source.txt', { interval: 50 }, build);
console.log('own bundler runs');`;

test("an author's own bundler is run, its output served, and it ends with the command", async () => {
  await project(OWN);
  await write('bundler.cjs', BUNDLER);
  await write('source.txt', 'own("first");');
  const { dev, port } = await start();
  expect(await dev.next('listening')).toMatchObject({ bundler: 'own' });
  await dev.next('built');
  expect((await ask(port, BUNDLE)).body).toBe(
    'own("first");\n//# sourceMappingURL=plugin-orders.js.map\n',
  );
  expect((await ask(port, `${BUNDLE}.map`)).body).toBe('{"version":3}');
  const from = dev.events.length;
  await write('source.txt', 'own("second");');
  await dev.next('built', from);
  expect((await ask(port, BUNDLE)).body).toContain('second');
  expect(await dev.stop()).toBe(0);
  const written = await readFile(join(folder, 'out/plugin.js'), 'utf8');
  expect(written).toContain('second');
});

test('a bundler that ends is a failure that names the command', async () => {
  await project({ ...OWN, plugboard: { ...OWN.plugboard, watch: 'exit 3' } });
  expect(await failure('--port', '0')).toMatchObject({
    status: 1,
    code: 'bundler-ended',
    message: '`exit 3` ended with code 3.',
  });
});
