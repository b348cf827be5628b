// Uploads of an archive: what is unpacked, and what tries to get out, to grow or to confuse.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type HostingRegistry, startHostingRegistry } from './hosting-registry.ts';
import { makeTar, pax, type TarEntry } from './make-tar.ts';

const MAX_BYTES = 1024 * 1024;

let outside: string;
let hosting: HostingRegistry;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'plugboard-outside-'));
  const dataFolder = join(outside, 'registry');
  hosting = await startHostingRegistry({ dataFolder, maxBundleBytes: MAX_BYTES });
  await hosting.account.post('Plugins', { UniqueName: 'packed' });
});
afterAll(async () => {
  await hosting.stop();
  await rm(outside, { recursive: true });
});

let count = 0;
async function uploadArchive(archive: Buffer, more: Record<string, string> = {}) {
  count += 1;
  const form = new FormData();
  form.append('Archive', new Blob([new Uint8Array(archive)]), 'bundle.tgz');
  form.append('Version', `1.0.${count}`);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  const response = await fetch(
    `${hosting.account.url}/v1/PluginService/Plugins/packed/Versions/Upload`,
    {
      method: 'POST',
      body: form,
      headers: { authorization: hosting.account.authorization },
      // Five hundred files that are each made durable take a while on a busy disk.
      signal: AbortSignal.timeout(60_000),
    },
  );
  return { status: response.status, body: await response.json() };
}

async function refused(archive: Buffer, status: number, reason: string): Promise<void> {
  const before = [await hosting.filesOnDisk(), await readdir(outside)];
  const answer = await uploadArchive(archive);
  expect([answer.status, answer.body.details?.reason]).toEqual([status, reason]);
  expect([await hosting.filesOnDisk(), await readdir(outside)]).toEqual(before);
}

test.each([
  ['gzip', ['-czf']],
  ['no compression', ['-cf']],
  ['pax names', ['--format=pax', '-czf']],
  ['ustar', ['--format=ustar', '-czf']],
])('what tar packs with %s is unpacked as it was', async (_what, flags) => {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-tar-'));
  const deep = `chunks/${'long-name-'.repeat(8)}/${'x'.repeat(60)}.js`;
  await mkdir(join(folder, 'build', dirname(deep)), { recursive: true });
  await writeFile(join(folder, 'build/bundle.js'), `entry('${flags.join()}')`);
  await writeFile(join(folder, 'build', deep), 'deep()');
  const file = join(folder, 'bundle.tgz');
  execFileSync('tar', ['-C', join(folder, 'build'), ...flags, file, '.']);
  const { readFile } = await import('node:fs/promises');
  const { status, body } = await uploadArchive(await readFile(file), { Changelog: 'after it' });
  await rm(folder, { recursive: true });
  expect([status, body.changelog]).toEqual([201, 'after it']);
  expect(await (await fetch(body.plugin_url)).text()).toBe(`entry('${flags.join()}')`);
  expect(await (await fetch(new URL(deep, body.plugin_url))).text()).toBe('deep()');
});

const ENTRY: TarEntry = { name: 'bundle.js', content: 'entry()' };
const CORPUS: [what: string, reason: string, entries: TarEntry[]][] = [
  ['a path upwards', 'path-refused', [{ name: '../../../../escaped.js', content: 'x' }]],
  [
    'a path upwards behind a folder',
    'path-refused',
    [{ name: 'a/../../escaped.js', content: 'x' }],
  ],
  ['an absolute path', 'path-refused', [{ name: '/tmp/escaped.js', content: 'x' }]],
  ['a backslash', 'path-refused', [{ name: '..\\escaped.js', content: 'x' }]],
  ['a drive', 'path-refused', [{ name: 'C:/escaped.js', content: 'x' }]],
  ['an empty name', 'path-refused', [{ name: '', content: 'x' }]],
  [
    'an overlong UTF-8 dot',
    'path-refused',
    [{ name: '\u00c0\u00ae\u00c0\u00ae/x.js', content: 'x' }],
  ],
  [
    'a pax path upwards',
    'path-refused',
    [
      { name: 'pax', type: 'x', content: pax('path=../../escaped.js') },
      { name: 'harmless.js', content: 'x' },
    ],
  ],
  [
    'a GNU long name upwards',
    'path-refused',
    [
      { name: '././@LongLink', type: 'L', content: `${'../'.repeat(50)}escaped.js\0` },
      { name: 'harmless.js', content: 'x' },
    ],
  ],
  [
    'a path for all files',
    'archive-refused',
    [
      { name: 'global', type: 'g', content: pax('path=../../escaped.js') },
      { name: 'harmless.js', content: 'x' },
    ],
  ],
  [
    'another size in pax',
    'archive-refused',
    [
      { name: 'pax', type: 'x', content: pax('size=1') },
      { name: 'harmless.js', content: 'x' },
    ],
  ],
  [
    'broken pax',
    'archive-refused',
    [
      { name: 'pax', type: 'x', content: '9999 path=x\n' },
      { name: 'harmless.js', content: 'x' },
    ],
  ],
  ['a symbolic link', 'archive-refused', [{ name: 'link.js', type: '2', link: '/etc/passwd' }]],
  ['a hard link', 'archive-refused', [{ name: 'link.js', type: '1', link: 'bundle.js' }]],
  ['a character device', 'archive-refused', [{ name: 'device', type: '3' }]],
  ['a block device', 'archive-refused', [{ name: 'device', type: '4' }]],
  ['a pipe', 'archive-refused', [{ name: 'pipe', type: '6' }]],
  ['a sparse file', 'archive-refused', [{ name: 'sparse', type: 'S' }]],
  ['a folder with content', 'archive-refused', [{ name: 'folder', type: '5', content: 'x' }]],
  [
    'the same name twice',
    'path-refused',
    [
      { name: 'a.js', content: '1' },
      { name: 'a.js', content: '2' },
    ],
  ],
  [
    'names that differ in case',
    'path-refused',
    [
      { name: 'A.js', content: '1' },
      { name: 'a.js', content: '2' },
    ],
  ],
  [
    'a file that is a folder',
    'path-refused',
    [
      { name: 'a', content: '1' },
      { name: 'a/b.js', content: '2' },
    ],
  ],
];
test.each(CORPUS)('%s is refused and nothing is written', async (_what, reason, entries) => {
  await refused(gzipSync(makeTar([ENTRY, ...entries])), 400, reason);
  await refused(makeTar([...entries, ENTRY]), 400, reason);
});

test('an archive that ends early is refused, wherever it is cut', async () => {
  const whole = makeTar([ENTRY, { name: 'chunk.js', content: 'x'.repeat(2_000) }]);
  for (const length of [1, 100, 512, 515, 1024, 1500, 2000, whole.length - 1024]) {
    await refused(whole.subarray(0, length), 400, 'archive-refused');
  }
  const packed = gzipSync(whole);
  // Often, because a file may be about to be opened when the archive turns out broken.
  for (let round = 0; round < 25; round += 1) {
    await refused(packed.subarray(0, packed.length - 20), 400, 'archive-refused');
  }
}, 60_000);

test('what is no archive is refused', async () => {
  await refused(Buffer.from('<!doctype html>'.repeat(100)), 400, 'archive-refused');
  await refused(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 400, 'archive-refused');
});

test('200 MB of zeros in 200 KB are stopped at the limit', async () => {
  const bomb = gzipSync(makeTar([{ name: 'bundle.js', content: Buffer.alloc(200 * 1024 * 1024) }]));
  expect(bomb.length).toBeLessThan(MAX_BYTES);
  await refused(bomb, 413, 'bundle-too-large');
});

test('zeros behind the end of the archive are stopped too', async () => {
  const bomb = gzipSync(makeTar([ENTRY], Buffer.alloc(100 * 1024 * 1024)));
  await refused(bomb, 400, 'archive-refused');
});

test('a size that is not there is not waited for', async () => {
  await refused(makeTar([{ ...ENTRY, size: 500_000 }]), 400, 'archive-refused');
});

test('ten thousand entries are stopped', async () => {
  const files = Array.from({ length: 10_000 }, (_, index) => ({
    name: `${index}.js`,
    content: '',
  }));
  await refused(gzipSync(makeTar(files)), 413, 'too-many-files');
  const folders = files.map(({ name }) => ({ name, type: '5' }));
  await refused(gzipSync(makeTar(folders)), 400, 'archive-refused');
}, 120_000);
