// File names of uploads that lead elsewhere, clash, or mean something to an operating system.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostingRegistry, startHostingRegistry } from './hosting-registry.ts';

const REFUSED = [
  '../escaped.js',
  '../../../../../../escaped.js',
  'a/../../escaped.js',
  'a/./b.js',
  './bundle.js',
  '/etc/escaped.js',
  '//host/escaped.js',
  'C:\\escaped.js',
  'C:escaped.js',
  '..\\escaped.js',
  'a\\..\\..\\escaped.js',
  '..%2fescaped.js',
  '%2e%2e%2fescaped.js',
  '..%c0%afescaped.js',
  'a//b.js',
  'a/',
  '.',
  '..',
  '...',
  '.hidden.js',
  'a/.git/config',
  'trailing.',
  'trailing ',
  ' leading.js',
  'nul\u0000.js',
  'tab\t.js',
  'line\nbreak.js',
  'bidi\u202egnp.js',
  'wide\uff0e\uff0e\uff0fescaped.js',
  'con',
  'aux.js',
  'a/COM1.txt',
  'lpt9',
  'stream.js:hidden',
  'a*b.js',
  'a?b.js',
  'a"b.js',
  'a<b>.js',
  'a|b.js',
  `${'x'.repeat(151)}.js`,
  `${'a/'.repeat(20)}deep.js`,
  `${'long/'.repeat(60)}x.js`,
];

const CLASHES: [what: string, paths: string[]][] = [
  ['the same name twice', ['bundle.js', 'a.js', 'a.js']],
  ['names that differ in case only', ['bundle.js', 'A.js', 'a.js']],
  ['folders that differ in case and hold the same name', ['bundle.js', 'X/a.js', 'x/a.js']],
  ['a file that is also a folder', ['bundle.js', 'a/b.js', 'a']],
  ['a folder that is also a file', ['bundle.js', 'a', 'a/b.js']],
];

let outside: string;
let hosting: HostingRegistry;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'plugboard-outside-'));
  hosting = await startHostingRegistry({ dataFolder: join(outside, 'registry') });
});
afterAll(async () => {
  await hosting.stop();
  await rm(outside, { recursive: true });
});

async function refused(paths: readonly string[]): Promise<void> {
  const before = [await hosting.filesOnDisk(), await readdir(outside)];
  const answer = await hosting.upload(
    'paths',
    '1.0.0',
    paths.map((path) => [path, `run(${JSON.stringify(path)})`] as const),
  );
  expect([answer.status, answer.body.details?.reason]).toEqual([400, 'path-refused']);
  expect([await hosting.filesOnDisk(), await readdir(outside)]).toEqual(before);
}

test.each(REFUSED.map((path) => [JSON.stringify(path), path]))(
  'a file named %s is refused and nothing is written',
  (_shown, path) => refused(['bundle.js', path]),
);

test.each(CLASHES)('%s: refused, because no file system keeps both', (_what, paths) =>
  refused(paths),
);

test('the names that builders make are taken', async () => {
  const names = ['bundle.js', 'chunks/vendor~main.3f2a.js', 'static/Logo@2x (1).png', '_x-$.css'];
  const { status } = await hosting.upload(
    'named',
    '1.0.0',
    names.map((name) => [name, name] as const),
  );
  expect(status).toBe(201);
});
