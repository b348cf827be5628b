// What "Try again" does in the panel, whatever the browser's notes about crashes look like.

import { parseReleaseManifest } from '../../src/domain/index.ts';
import { crashGuardKey } from '../../src/loader/crash-guard.ts';
import { readOptions } from '../../src/loader/options.ts';
import { retryPlugin } from '../../src/loader/panel/retry-plugin.ts';
import { aManifest, aPlugin, createFakeNetwork, REGISTRY_URL } from '../../src/testing/index.ts';

const [CRM] = parseReleaseManifest(aManifest([aPlugin('plugin-crm')])).plugins;
const KEY = crashGuardKey({ url: REGISTRY_URL });

beforeEach(() => {
  localStorage.clear();
  // jsdom cannot load a page anew, and says so.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

/** Tries again with these notes; what remains of them, and whether the page went on to load anew. */
async function retryWith(notes: string) {
  localStorage.setItem(KEY, notes);
  const network = createFakeNetwork();
  const { fetch } = network;
  const settings = readOptions({ flex: {}, manager: {}, registry: { url: REGISTRY_URL }, fetch });
  await retryPlugin('plugin-crm', CRM, settings);
  return {
    notes: localStorage.getItem(KEY),
    refetches: network.requestsOf(CRM?.url ?? ''),
    reloads: jest.mocked(console.error).mock.calls.length,
  };
}

it('the plugin leaves the quarantine in each of its versions, and no other does', async () => {
  const deaths = { 'plugin-crm@1.0.0': 2, 'plugin-crm@1.1.0': 2, 'plugin-crm-notes@1.0.0': 2 };
  const { notes, refetches, reloads } = await retryWith(JSON.stringify({ deaths }));
  expect(JSON.parse(notes ?? '')).toEqual({ deaths: { 'plugin-crm-notes@1.0.0': 2 } });
  expect([refetches, reloads]).toEqual([1, 1]);
});

it.each(['{', 'null', '"plugin-crm"', '[]', '{"deaths":7}', '{"deaths":null}'])(
  'with %s for notes it fetches the bytes and loads the page anew all the same',
  async (text) => {
    const { refetches, reloads } = await retryWith(text);
    expect([refetches, reloads]).toEqual([1, 1]);
  },
);
