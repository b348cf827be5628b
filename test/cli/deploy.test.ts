// plugboard deploy: what a version gets from package.json, where its bytes come from, and what happens the second time.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPlugin, fetchPluginVersion } from '../../src/client/index.ts';
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
