// What the registry hosts of a version, as a list.
import { type HostingRegistry, integrityOf, startHostingRegistry } from './hosting-registry.ts';

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry();
});
afterAll(() => hosting.stop());

test('the files of an upload are listed with what a copy of them needs', async () => {
  const { body: version } = await hosting.upload('chunked', '1.0.0', [
    ['bundle.js', 'entry()'],
    ['parts/chunk-1.js', 'chunk()'],
  ]);
  const { status, body } = await hosting.account.get('Plugins/chunked/Versions/1.0.0/Files');
  expect([status, body.plugin_version_sid, body.entry]).toEqual([200, version.sid, 'bundle.js']);
  expect(body.files).toEqual([
    {
      path: 'bundle.js',
      size: 7,
      content_type: 'text/javascript; charset=utf-8',
      integrity: integrityOf('entry()'),
      url: version.plugin_url,
    },
    expect.objectContaining({ path: 'parts/chunk-1.js', integrity: integrityOf('chunk()') }),
  ]);
  expect(await (await fetch(body.files[1].url)).text()).toBe('chunk()');
});

test('a version that is hosted elsewhere, and one that is not there, have no files here', async () => {
  await hosting.account.deploy('elsewhere', '1.0.0');
  for (const path of ['elsewhere/Versions/1.0.0', 'elsewhere/Versions/2.0.0', 'none/Versions/1']) {
    const { status, body } = await hosting.account.get(`Plugins/${path}/Files`);
    expect([status, body.code]).toEqual([404, 20404]);
  }
});
