// A registry that pages of every origin may call: none of them gets what a browser would add by itself.
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';

const ANYWHERE = 'https://anywhere.example';
const NAMED = 'https://desk.example';
const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry({ corsOrigins: ['*', NAMED] });
  const { account } = hosting;
  await account.release(await account.configure(await account.deploy('a')));
  // The second answer comes from memory, in front of the framework.
  await fetch(account.url + MANIFEST);
});
afterAll(() => hosting.stop());

const allowed = async (path: string, origin: string, method = 'GET') => {
  const { headers } = await fetch(hosting.account.url + path, { method, headers: { origin } });
  return [
    headers.get('access-control-allow-origin'),
    headers.get('access-control-allow-credentials'),
  ];
};

test.each(['/plugins', '/plugins/custom', MANIFEST, `${MANIFEST}?AccountSid=none`, '/nowhere'])(
  '%s is read by every page without credentials, and with them by pages that were named',
  async (path) => {
    expect(await allowed(path, ANYWHERE)).toEqual([ANYWHERE, null]);
    expect(await allowed(path, 'null')).toEqual(['null', null]);
    expect(await allowed(path, '*')).toEqual(['*', null]);
    expect(await allowed(path, NAMED)).toEqual([NAMED, 'true']);
  },
);

test('a page of any origin may ask before it calls, and hears that credentials are not meant', async () => {
  const path = '/v1/PluginService/Releases';
  expect(await allowed(path, ANYWHERE, 'OPTIONS')).toEqual([ANYWHERE, null]);
  expect(await allowed(path, NAMED, 'OPTIONS')).toEqual([NAMED, 'true']);
});
