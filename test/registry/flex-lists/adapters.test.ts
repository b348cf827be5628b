// Adapters of bundles whose bytes are there already: in another format, and as another plugin.
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';

const CODE = 'System.register([], function () { return {}; });';

let hosting: HostingRegistry;
beforeEach(async () => {
  hosting = await startHostingRegistry();
});
afterEach(() => hosting.stop());

const upload = async (plugin: string, version: string, fields = {}) =>
  (await hosting.upload(plugin, version, [['bundle.js', CODE]], fields)).body;

type Entry = { name: string; src: string };

async function listed(...sids: string[]): Promise<Entry[]> {
  await hosting.account.release(await hosting.account.configure(...sids));
  return (await fetch(`${hosting.account.url}/plugins`)).json();
}

test('the same bytes get an adapter when they come again in the format system', async () => {
  const plain = await upload('first', '1.0.0');
  const system = await upload('first', '1.0.1', { Format: 'system' });
  expect(system.plugin_url).not.toBe(plain.plugin_url);
  const [entry] = await listed(system.sid);
  expect(entry?.src).toMatch(/plugboard-flex\.js$/);
  expect((await fetch(entry?.src ?? '')).status).toBe(200);
});

test('the same bytes as two plugins have an adapter that names each', async () => {
  const one = await upload('one', '1.0.0', { Format: 'system' });
  const other = await upload('other', '1.0.0', { Format: 'system' });
  const entries = await listed(one.sid, other.sid);
  expect(entries.map(({ name }) => name)).toEqual(['one', 'other']);
  for (const { name, src } of entries) {
    expect(await (await fetch(src)).text()).toContain(`started["${name}"] = namespace`);
  }
});
