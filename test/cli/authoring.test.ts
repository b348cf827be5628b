// create, build and test as processes: what an author gets, and what each of them refuses.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROJECT } from './support/build-cli.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.start();
  // What `npm install` would bring.
  await symlink(join(PROJECT, 'node_modules'), join(bench.folder, 'node_modules'));
});
afterEach(() => bench.stop());

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(bench.folder, file)), { recursive: true });
  await writeFile(join(bench.folder, file), text);
}

const PACKAGE = JSON.stringify({ name: 'plugin-orders', version: '1.2.0' });

test('create makes a plugin that builds as it is', async () => {
  const created = await bench.json<{ folder: string; files: string[] }>('create plugin-orders');
  expect(created).toMatchObject({
    plugin: 'plugin-orders',
    folder: join(bench.folder, 'plugin-orders'),
    files: expect.arrayContaining(['.gitignore', 'package.json', 'src/index.tsx', 'tsconfig.json']),
  });
  const entries = await readdir(created.folder, { recursive: true, withFileTypes: true });
  expect(entries.filter((it) => it.isFile())).toHaveLength(created.files.length);
  expect(await bench.json('build plugin-orders')).toMatchObject({
    plugin: 'plugin-orders',
    version: '0.1.0',
    format: 'system',
    file: join(created.folder, 'build/plugin-orders.js'),
  });
  expect(await bench.ok('create other --folder deep/inside')).toContain(
    'Created other in deep/inside',
  );
});

test('create takes an empty folder, and leaves one with something in it as it is', async () => {
  await mkdir(join(bench.folder, 'empty'));
  await bench.ok('create plugin-orders --folder empty');
  await write('full/notes.txt', 'mine');
  expect(await bench.failure('create plugin-orders --folder full')).toMatchObject({
    status: 5,
    code: 'folder-not-empty',
  });
  expect(await bench.failure('create plugin-orders --folder full/notes.txt')).toMatchObject({
    status: 5,
    code: 'folder-not-empty',
    message: expect.stringContaining('is no folder'),
  });
  expect(await readdir(join(bench.folder, 'full'))).toEqual(['notes.txt']);
  expect((await readdir(bench.folder)).filter((it) => it.endsWith('.partial'))).toEqual([]);
});

test('create says where it cannot write, and which names it does not take', async () => {
  await write('file', '');
  expect(await bench.failure('create plugin-orders --folder file/inside')).toMatchObject({
    status: 5,
    code: 'folder-unusable',
  });
  for (const name of ['../plugin', `FP${'0'.repeat(32)}`, '-plugin']) {
    expect(await bench.failure(['create', '--', name])).toMatchObject({ status: 2, code: 'usage' });
  }
});

test('build writes the bundle and its source map where deploy looks for them', async () => {
  await write('package.json', PACKAGE);
  await write('src/index.js', 'window.orders = () => <b>Orders</b>;\nconst React = window.React;');
  const built = await bench.json<{ file: string; bytes: number }>('build');
  expect(built).toMatchObject({ plugin: 'plugin-orders', version: '1.2.0', format: 'flex' });
  const code = await readFile(built.file);
  expect([code.byteLength, code.toString()]).toEqual([
    built.bytes,
    expect.stringContaining('Orders'),
  ]);
  expect(await readdir(dirname(built.file))).toEqual(['plugin-orders.js', 'plugin-orders.js.map']);
  expect(await bench.ok('build')).toMatch(
    /^Built plugin-orders 1\.2\.0 \(flex\): build\/plugin-orders\.js, \d+ bytes/,
  );
  expect(await bench.json('deploy')).toMatchObject({ plugin: 'plugin-orders', version: '1.2.0' });
});

test('build names what is missing, and the place of what is wrong', async () => {
  expect(await bench.failure('build')).toMatchObject({ status: 2, code: 'package-missing' });
  await write('package.json', PACKAGE);
  expect(await bench.failure('build')).toMatchObject({ status: 2, code: 'entry-missing' });
  await write('src/index.ts', 'export const fine = 1;\nexport const = 2;');
  expect(await bench.failure('build')).toMatchObject({
    status: 5,
    code: 'build-failed',
    details: { problems: [{ file: 'src/index.ts', line: 2, source: 'export const = 2;' }] },
  });
  expect((await bench.run('build')).stderr).toMatch(
    /error build-failed:.*\n {2}src\/index\.ts:2:\d+: /,
  );
  expect(await readdir(bench.folder)).not.toContain('build');
});

test('deploy names a folder that is not there, and the command that makes a bundle', async () => {
  expect(await bench.failure('deploy plugin-ordres')).toMatchObject({
    status: 2,
    message: `There is no folder ${join(bench.folder, 'plugin-ordres')}.`,
  });
  await write('package.json', PACKAGE);
  expect(await bench.failure('deploy')).toMatchObject({
    status: 2,
    advice: expect.stringContaining('`plugboard build`'),
  });
});

test('test runs what is below test and src; a test that fails is exit code 1', async () => {
  await write('package.json', PACKAGE);
  expect(await bench.failure('test')).toMatchObject({ status: 2, code: 'tests-missing' });
  const passing =
    "import { test } from 'node:test';\nconst n: number = 1;\ntest('adds', () => void n);";
  await write('test/sum.test.ts', passing);
  await write('src/other.test.js', passing.replace(': number', ''));
  expect(await bench.json('test')).toEqual({ plugin: 'plugin-orders', files: 2, passed: true });
  expect(await bench.ok('test')).toContain('adds');
  await write(
    'test/wrong.test.ts',
    "import { test } from 'node:test';\ntest('x', () => { throw 1; });",
  );
  expect(await bench.json('test', { exit: 1 })).toMatchObject({ files: 3, passed: false });
  await write('test/wrong.test.ts', 'const = 2;');
  expect(await bench.failure('test')).toMatchObject({
    status: 5,
    code: 'build-failed',
    advice: expect.stringContaining('Correct the source'),
  });
  await write('test/wrong.test.ts', "import 'a-package-that-is-not-there';");
  expect(await bench.failure('test')).toMatchObject({
    status: 5,
    code: 'build-failed',
    advice: expect.stringContaining('npm install'),
  });
  expect(await readdir(join(bench.folder, '.plugboard'))).toEqual([]);
});
