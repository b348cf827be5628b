/** @jest-environment node */
// The registry in memory: releases, rollbacks, versions, and the same answers as the real registry gives.

import { createFakeNetwork } from '../../src/testing/fake-network.ts';
import {
  aPlugin,
  aRelease,
  type Desktop,
  faults,
  MANIFEST_URL,
  openDesktop,
  REGISTRY_URL,
} from '../../src/testing/index.ts';
import { createTestRegistry } from '../../src/testing/test-registry.ts';
import { startTestRegistry } from '../registry/support/test-registry.ts';

const crm = (version: string) => aPlugin('plugin-crm', { version, code: () => version });

let desktop: Desktop;

beforeEach(() => {
  desktop = openDesktop();
});
afterEach(() => desktop.close());

async function bootedVersion(): Promise<string | undefined> {
  desktop.reload();
  await desktop.boot();
  return desktop.outcomeOf('plugin-crm').version;
}

it('what is released last is what desktops boot', async () => {
  const [one, two] = [crm('1.0.0'), crm('2.0.0')];
  desktop.registry.release([one]);
  expect(await bootedVersion()).toBe('1.0.0');
  const release = desktop.registry.release([two]);
  expect(await bootedVersion()).toBe('2.0.0');
  expect(desktop.report?.release?.releaseSid).toBe(release.release_sid);
  expect(desktop.registry.versions('plugin-crm').map(({ version }) => version)).toEqual([
    '2.0.0',
    '1.0.0',
  ]);
});

it('a rollback makes the configuration before active again, and a second one goes further back', async () => {
  const plugins = ['1.0.0', '2.0.0', '3.0.0'].map((version) => crm(version));
  const released = plugins.map((plugin) => desktop.registry.release([plugin]));
  const back = desktop.registry.rollback();
  expect(back.configuration_sid).toBe(released[1]?.configuration_sid);
  expect(back.release_sid).not.toBe(released[1]?.release_sid);
  expect(await bootedVersion()).toBe('2.0.0');
  desktop.registry.rollback();
  expect(await bootedVersion()).toBe('1.0.0');
  expect(desktop.registry.releases).toHaveLength(5);
  expect(() => desktop.registry.rollback()).toThrow('no release before the active one');
});

it('after a rollback a new release is rolled back to what was active when it came', async () => {
  const [one, two, three] = [crm('1.0.0'), crm('2.0.0'), crm('3.0.0')];
  desktop.registry.release([one]);
  desktop.registry.release([two]);
  desktop.registry.rollback();
  desktop.registry.release([three]);
  desktop.registry.rollback();
  expect(await bootedVersion()).toBe('1.0.0');
});

it('rollbacks after releases step over what was rolled back before', async () => {
  const { registry } = desktop;
  const [one, two, three] = [crm('1.0.0'), crm('2.0.0'), crm('3.0.0')];
  registry.release([one]);
  registry.release([two]);
  registry.rollback();
  registry.release([three]);
  registry.rollback();
  expect(() => registry.rollback()).toThrow('no release before the active one');
  expect(await bootedVersion()).toBe('1.0.0');
});

it('a version never changes', () => {
  desktop.registry.release([crm('1.0.0')]);
  expect(() => desktop.registry.release([crm('1.0.0')])).toThrow(
    'plugin-crm@1.0.0 is published already; give other code another version.',
  );
});

it('without a release the desktop opens without plugins', async () => {
  const report = await desktop.boot();
  expect(report.failures.map(({ code }) => code)).toEqual(['no-active-release', 'no-release']);
  expect(desktop.registry.requestCount).toBe(1);
});

it.each([
  ['slow', faults.slow(1_000), [], 'network'],
  ['refusing once', faults.serverError({ times: 1 }), [], 'network'],
  ['broken', faults.serverError(), ['registry-status'], 'seed'],
  ['somewhere else', faults.notFound(), ['registry-status'], 'seed'],
  ['behind a login', faults.html(), ['registry-not-json'], 'seed'],
  ['offline', faults.offline(), ['registry-unreachable'], 'seed'],
  ['hanging', faults.hangs(), ['registry-timeout'], 'seed'],
  ['too slow', faults.slow(60_000), ['registry-timeout'], 'seed'],
])('a registry that is %s is told in the report', async (_, fault, codes, origin) => {
  const plugin = crm('1.0.0');
  desktop.registry.release([plugin]);
  const heal = desktop.registry.injectFault(fault);
  const report = await desktop.boot({ seed: aRelease([plugin]) });
  expect(report).toMatchObject({ origin, healthy: true });
  expect(report.failures.map(({ code }) => code)).toEqual(codes);

  heal();
  desktop.reload();
  expect((await desktop.boot()).origin).toBe('network');
});

it('a fault that stops in time is over when the clock says so', async () => {
  desktop.registry.release([crm('1.0.0')]);
  desktop.registry.injectFault(faults.slow(1_000));
  const booting = desktop.startBoot();
  await desktop.clock.advance(999);
  expect(desktop.report).toBeUndefined();
  await desktop.clock.advance(1);
  expect((await booting).healthy).toBe(true);
});

it('a desktop may ask for the plain resources too', async () => {
  desktop.registry.release([crm('1.4.0')]);
  const report = await desktop.boot({
    registry: { url: REGISTRY_URL, source: 'plugins-api', authorize: () => ({ a: 'b' }) },
  });
  expect(report.healthy).toBe(true);
  expect(desktop.outcomeOf('plugin-crm').version).toBe('1.4.0');
});

it('each answer has the shape of the real registry', async () => {
  desktop.close();
  const real = await startTestRegistry();
  try {
    const account = await real.newAccount();
    const network = createFakeNetwork();
    const kit = createTestRegistry(network, () => undefined);
    const fromKit = async (path: string) => {
      const response = await network.fetch(`${REGISTRY_URL}/v1/PluginService/${path}`);
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const compare = async (path: string, kitPath = path) => {
      const [{ status, body }, answer] = [await account.get(path), await fromKit(kitPath)];
      expect([path, answer.status, shapeOf(answer.body)]).toEqual([path, status, shapeOf(body)]);
    };
    await compare('Releases/Active/Manifest');
    await compare('Releases/Active');

    const version = await account.deploy('plugin-crm', '1.0.0', {
      Engines: '{"react":"^17.0.0"}',
      Format: 'system',
    });
    const configuration = await account.configure(version);
    await account.release(configuration);
    const engines = { react: '^17.0.0' };
    const { configuration_sid } = kit.release([
      aPlugin('plugin-crm', { engines, format: 'system', code: () => 1 }),
    ]);
    await compare('Releases/Active/Manifest');
    await compare('Releases/Active');
    await compare('Plugins/plugin-crm/Versions/1.0.0');
    await compare(
      `Configurations/${configuration}/Plugins`,
      `Configurations/${configuration_sid}/Plugins`,
    );
    expect(network.requestsOf(MANIFEST_URL)).toBe(2);
  } finally {
    await real.stop();
  }
});

/** Names and types, whatever the values; SIDs with their prefix. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
    return Object.fromEntries(entries.sort(([a], [b]) => String(a).localeCompare(String(b))));
  }
  if (typeof value === 'string' && /^[A-Z]{2}[0-9a-f]{32}$/.test(value)) return value.slice(0, 2);
  return value === null ? 'null' : typeof value;
}
