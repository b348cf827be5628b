// plugboard deploy: what a version gets from package.json, where its bytes come from, and what happens the second time.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy } from '../../src/cli/commands/deploy.ts';
import type { Context } from '../../src/cli/context.ts';
import { integrityOf } from '../../src/cli/deploys/inspect-bundle.ts';
import { createPaint } from '../../src/cli/output/paint.ts';
import {
  archivePlugin,
  archivePluginVersion,
  createPlugin,
  createPluginVersion,
  fetchPlugin,
  fetchPluginVersion,
} from '../../src/client/index.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

const PACKAGE = {
  name: 'plugin-orders',
  version: '1.2.0',
  description: 'Shows orders',
  flexPlugin: {
    dependencies: { 'plugin-customer': '^1.0.0' },
    engines: { '@twilio/flex-ui': '^2.0.0' },
    policy: 'mandatory',
    format: 'system',
  },
};

async function project(contents: object = PACKAGE, built = 'built();'): Promise<string> {
  const folder = join(bench.folder, 'plugin');
  await mkdir(join(folder, 'build'), { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(contents));
  await writeFile(join(folder, 'build', 'plugin-orders.js'), built);
  return folder;
}

test('a folder is uploaded with what its package.json says', async () => {
  const cwd = await project();
  const result = await bench.json('deploy', { cwd });
  expect(result).toMatchObject({
    plugin: 'plugin-orders',
    version: '1.2.0',
    created: true,
    bytes: 8,
    undo: 'plugboard archive version plugin-orders 1.2.0 --yes',
  });
  const version = await fetchPluginVersion(bench.api, 'plugin-orders', '1.2.0');
  expect(version).toMatchObject({
    sid: result['pluginVersionSid'],
    dependencies: { 'plugin-customer': '^1.0.0' },
    engines: { '@twilio/flex-ui': '^2.0.0' },
    policy: 'mandatory',
    format: 'system',
    integrity: result['integrity'],
  });
  expect(await (await fetch(version.plugin_url)).text()).toBe('built();');
  expect(await fetchPlugin(bench.api, 'plugin-orders')).toMatchObject({
    description: 'Shows orders',
  });
});

test('the same again is success and makes nothing, other bytes are a conflict', async () => {
  const cwd = await project();
  await bench.ok('deploy', { cwd });
  const again = await bench.json('deploy', { cwd });
  expect(again).toMatchObject({ created: false });
  expect(again['undo']).toBeUndefined();
  await project(PACKAGE, 'other();');
  expect(await bench.failure('deploy', { cwd })).toMatchObject({
    status: 4,
    code: 'version-exists',
    details: { differing: ['integrity'] },
  });
});

test('other promises to the loader under a version that exists are a conflict too', async () => {
  const cwd = await project();
  await bench.ok('deploy', { cwd });
  await project({ ...PACKAGE, flexPlugin: { ...PACKAGE.flexPlugin, dependencies: {} } });
  expect(await bench.failure('deploy', { cwd })).toMatchObject({
    status: 4,
    details: { differing: ['dependencies'] },
  });
});

test('a step counts up from the highest version, but not when it is run again', async () => {
  const cwd = await project();
  expect(await bench.json('deploy --minor', { cwd })).toMatchObject({ version: '0.1.0' });
  await project(PACKAGE, 'second();');
  expect(await bench.json('deploy --patch', { cwd })).toMatchObject({ version: '0.1.1' });
  expect(await bench.json('deploy --patch', { cwd })).toMatchObject({
    version: '0.1.1',
    created: false,
  });
  await project(PACKAGE, 'third();');
  expect(await bench.json('deploy --major', { cwd })).toMatchObject({ version: '1.0.0' });
});

test('a folder of files keeps its structure, and the entry can be named', async () => {
  const cwd = await project();
  await mkdir(join(cwd, 'dist/images'), { recursive: true });
  await writeFile(join(cwd, 'dist/main.js'), 'main();');
  await writeFile(join(cwd, 'dist/chunk.js'), 'chunk();');
  await writeFile(join(cwd, 'dist/images/a.svg'), '<svg/>');
  expect(await bench.failure('deploy --bundle dist', { cwd })).toMatchObject({ status: 2 });
  const { url } = await bench.json<{ url: string }>('deploy --bundle dist --entry main.js', {
    cwd,
  });
  expect(await (await fetch(url)).text()).toBe('main();');
  expect(await (await fetch(new URL('images/a.svg', url))).text()).toBe('<svg/>');
});

describe('a folder of files', () => {
  const line = 'deploy --bundle dist --entry main.js';
  const write = (cwd: string, path: string, text: string) =>
    writeFile(join(cwd, 'dist', path), text);

  async function deployed(): Promise<string> {
    const cwd = await project();
    await mkdir(join(cwd, 'dist'), { recursive: true });
    await write(cwd, 'main.js', 'main();');
    await write(cwd, 'chunk.js', 'chunk();');
    await write(cwd, 'old.css', 'a {}');
    await bench.ok(line, { cwd });
    return cwd;
  }

  test('is deployed already only while each of its files is', async () => {
    const cwd = await deployed();
    expect(await bench.json(line, { cwd })).toMatchObject({ created: false });
    await write(cwd, 'chunk.js', 'changed();');
    await write(cwd, 'new.css', 'b {}');
    await rm(join(cwd, 'dist/old.css'));
    const failure = await bench.failure(line, { cwd });
    expect(failure).toMatchObject({
      status: 4,
      code: 'version-exists',
      details: { differing: ['files'], files: ['chunk.js', 'new.css', 'old.css'] },
    });
    expect(failure).toMatchObject({ message: expect.stringContaining('chunk.js, new.css') });
  });

  test('is another version when another of them is run', async () => {
    const cwd = await deployed();
    expect(await bench.failure('deploy --bundle dist --entry chunk.js', { cwd })).toMatchObject({
      status: 4,
      details: { differing: ['integrity', 'entry'] },
    });
  });

  test('counts up when a file beside the entry changed, and not when none did', async () => {
    const cwd = await deployed();
    await write(cwd, 'chunk.js', 'changed();');
    const step = `${line} --patch`;
    expect(await bench.json(step, { cwd })).toMatchObject({ version: '1.2.1', created: true });
    expect(await bench.json(step, { cwd })).toMatchObject({ version: '1.2.1', created: false });
  });
});

test('an upload is not the version that is hosted elsewhere, whatever its bytes are', async () => {
  const cwd = await project();
  bench.host.files.set('/bundle.js', { body: 'built();' });
  await bench.ok(`deploy --url ${bench.host.url}/bundle.js`, { cwd });
  expect(await bench.failure('deploy', { cwd })).toMatchObject({
    status: 4,
    details: { differing: ['url'] },
  });
});

test('a step counts up for another promise or address with the same bytes', async () => {
  const cwd = await project();
  await bench.ok('deploy', { cwd });
  await project({ ...PACKAGE, flexPlugin: { ...PACKAGE.flexPlugin, policy: 'normal' } });
  expect(await bench.json('deploy --patch', { cwd })).toMatchObject({ version: '1.2.1' });
  for (const [path, version] of [
    ['/one.js', '1.2.2'],
    ['/two.js', '1.2.3'],
  ] as const) {
    bench.host.files.set(path, { body: 'built();' });
    const line = `deploy --patch --url ${bench.host.url}${path}`;
    expect(await bench.json(line, { cwd })).toMatchObject({ version, created: true });
    expect(await bench.json(line, { cwd })).toMatchObject({ version, created: false });
  }
});

test('without a look at the bytes a step is told by its address, but never by a hash of former bytes', async () => {
  const url = `${bench.host.url}/bundle.js`;
  bench.host.files.set('/bundle.js', { body: 'hosted();' });
  const line = `deploy --name far --patch --url ${url}`;
  expect(await bench.json(line)).toMatchObject({ version: '0.0.1' });
  const unchecked = `${line} --no-check`;
  expect(await bench.json(unchecked)).toMatchObject({ version: '0.0.2', integrity: null });
  expect(await bench.json(unchecked)).toMatchObject({ version: '0.0.2', created: false });
  const moved = unchecked.replace('bundle.js', 'other.js');
  expect(await bench.json(moved)).toMatchObject({ version: '0.0.3', created: true });
});

test('an archived version is not deployed: it is refused, and a step goes past it', async () => {
  const cwd = await project();
  await bench.ok('deploy', { cwd });
  await archivePluginVersion(bench.api, 'plugin-orders', '1.2.0');
  expect(await bench.failure('deploy', { cwd })).toMatchObject({
    status: 5,
    code: 'version-archived',
  });
  expect(await bench.json('deploy --patch', { cwd })).toMatchObject({
    version: '1.2.1',
    created: true,
  });
});

test('nothing of an archived plugin counts as deployed', async () => {
  const cwd = await project();
  await bench.ok('deploy', { cwd });
  await archivePlugin(bench.api, 'plugin-orders');
  for (const line of ['deploy', 'deploy --patch']) {
    expect(await bench.failure(line, { cwd })).toMatchObject({
      status: 5,
      code: 'plugin-archived',
    });
  }
});

test.each([
  ['a version that exists', 'other();', PACKAGE, 4],
  [
    'a promise that is none',
    'built();',
    { ...PACKAGE, version: '1.3.0', flexPlugin: { engines: { react: 'newest' } } },
    2,
  ],
])('%s leaves the texts of the plugin as they are', async (_, built, contents, status) => {
  const cwd = await project();
  await bench.ok(['deploy', '--description', 'Before'], { cwd });
  await project(contents, built);
  const line = ['deploy', '--description', 'After', '--friendly-name', 'Orders'];
  expect(await bench.failure(line, { cwd })).toMatchObject({ status });
  expect(await fetchPlugin(bench.api, 'plugin-orders')).toMatchObject({
    description: 'Before',
    friendly_name: expect.not.stringMatching('Orders'),
  });
});

describe('another pipeline that is faster', () => {
  const url = () => `${bench.host.url}/bundle.js`;
  const run = (integrity: string) =>
    deploy(
      contextWith(async () => publishElsewhere(integrity)),
      {
        args: [bench.folder],
        flags: { name: 'raced', version: '1.0.0', url: url(), check: true },
      },
    );

  async function publishElsewhere(integrity: string): Promise<void> {
    await createPlugin(bench.api, { uniqueName: 'raced' });
    await createPluginVersion(bench.api, 'raced', {
      version: '1.0.0',
      pluginUrl: url(),
      integrity,
    });
  }

  /** Its registry is changed by somebody else right before the first write. */
  function contextWith(meanwhile: () => Promise<void>): Context {
    let isFirst = true;
    const racing: typeof fetch = async (input, init) => {
      if (init?.method === 'POST' && isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return fetch(input, init);
    };
    return {
      // Only what an address needs of it.
      terminal: { cwd: bench.folder } as Context['terminal'],
      flags: {},
      paint: createPaint(false),
      connect: async () => ({ ...bench.api, fetch: racing }),
      note: () => undefined,
    };
  }

  beforeEach(() => {
    bench.host.files.set('/bundle.js', { body: 'raced();' });
  });

  test('with the same bytes has done the work', async () => {
    const { json } = await run(integrityOf(new TextEncoder().encode('raced();')));
    expect(json).toMatchObject({ plugin: 'raced', version: '1.0.0', created: false });
  });

  test('with other bytes is a conflict', async () => {
    await expect(run(integrityOf(new TextEncoder().encode('other();')))).rejects.toMatchObject({
      failure: { code: 'version-exists', exit: 4, details: { differing: ['integrity'] } },
    });
  });
});

test('a bundle that is hosted elsewhere is looked at once, and its hash kept', async () => {
  bench.host.files.set('/bundle.js', { body: 'hosted();' });
  const line = `deploy --name hosted --version 1.0.0 --url ${bench.host.url}/bundle.js`;
  const result = await bench.json(line);
  expect(result).toMatchObject({ url: `${bench.host.url}/bundle.js`, created: true, bytes: 9 });
  expect(result['integrity']).toMatch(/^sha384-/);
  expect(await bench.json(line)).toMatchObject({ created: false });
  bench.host.files.set('/bundle.js', { body: 'altered();' });
  expect(await bench.failure(line)).toMatchObject({ status: 4, code: 'version-exists' });
});

test('what --url serves is refused when it is missing, a web page, or not the built file', async () => {
  const cwd = await project();
  const url = `${bench.host.url}/bundle.js`;
  const line = `deploy --url ${url} --bundle build/plugin-orders.js`;
  expect(await bench.failure(line, { cwd })).toMatchObject({ status: 5, code: 'bundle-status' });
  bench.host.files.set('/bundle.js', { body: '<!DOCTYPE html>', type: 'text/javascript' });
  expect(await bench.failure(line, { cwd })).toMatchObject({ status: 5, code: 'bundle-html' });
  bench.host.files.set('/bundle.js', { body: 'other();' });
  expect(await bench.failure(line, { cwd })).toMatchObject({ status: 5, code: 'bundle-differs' });
  bench.host.files.set('/bundle.js', { body: 'built();' });
  expect(await bench.json(line, { cwd })).toMatchObject({ created: true });
});

test('--no-check registers an address that cannot be reached from here', async () => {
  const line = 'deploy --name far --version 1.0.0 --no-check --url http://127.0.0.1:9/b.js';
  expect(await bench.json(line)).toMatchObject({ integrity: null, bytes: null });
  const checked = line.replace(' --no-check', '').replace('far', 'farther');
  expect(await bench.failure(checked)).toMatchObject({ status: 6 });
});

test.each([
  ['no name', {}, 'deploy --version 1.0.0', /no name/],
  ['a scoped name', { name: '@scope/x', version: '1.0.0' }, 'deploy', /cannot be the name/],
  ['no version', { name: 'plugin-orders' }, 'deploy', /version is not known/],
  ['a version that is none', PACKAGE, 'deploy --version 1.2', /no semantic version/],
  ['two versions', PACKAGE, 'deploy --major --minor', /More than one version/],
  ['an unknown promise', { ...PACKAGE, flexPlugin: { dependancies: {} } }, 'deploy', /no field/],
  ['no bundle', { ...PACKAGE, name: 'unbuilt' }, 'deploy', /no built bundle/],
])('%s is exit code 2 and says what to give', async (_, contents, line, message) => {
  const cwd = await project(contents);
  const failure = await bench.failure(line, { cwd });
  expect(failure).toMatchObject({ status: 2, message: expect.stringMatching(message) });
});

test('people read what was deployed, what to do next, and how to undo it', async () => {
  const cwd = await project();
  const { stdout, stderr } = await bench.run('deploy', { cwd });
  expect(stdout).toMatch(/^Deployed plugin-orders 1\.2\.0 \(FV\w{32}\)\n/);
  expect(stdout).toContain('plugboard release --enable plugin-orders@1.2.0');
  expect(stderr).toContain('To undo: plugboard archive version plugin-orders 1.2.0 --yes');
});
