// A registry in a process of its own, with a release of ten hosted plugins that public pages may read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  basicAuth,
  composeRelease,
  createPlugin,
  fetchReleaseManifest,
  type PluginsApi,
  uploadPluginVersion,
} from '../../src/client/index.ts';
import type { LogLevel, RegistryOptions } from '../../src/registry/index.ts';
import { bundleCode } from './bundle-code.ts';
import { type Child, startChild } from './processes/child.ts';
import type { RegistryOffers } from './processes/registry.ts';

export type RegistryUnderLoad = {
  readonly process: Child<RegistryOffers>;
  readonly url: string;
  readonly api: PluginsApi;
  readonly accountSid: string;
  readonly dataFolder: string;
  stop(): Promise<void>;
};

export type RegistryToStart = {
  readonly logLevel?: LogLevel;
  readonly databaseUrl?: string;
  readonly nodeFlags?: readonly string[];
};

/** The page from which the load claims to come. */
export const DESKTOP_ORIGIN = 'https://flex.twilio.com';

/** With which the registry of every benchmark is started, and started again. */
export const startOptions = (dataFolder: string): RegistryOptions => ({
  dataFolder,
  corsOrigins: [DESKTOP_ORIGIN],
  rateLimitPerMinute: 0,
  logLevel: 'warn',
});

export async function startRegistryUnderLoad({
  logLevel = 'warn',
  nodeFlags,
  databaseUrl,
}: RegistryToStart = {}): Promise<RegistryUnderLoad> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-bench-'));
  const child = await startChild<RegistryOffers>('registry', nodeFlags);
  const { url, credentials } = await child.call.start({
    ...startOptions(dataFolder),
    logLevel,
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  const { accountSid, authToken } = credentials;
  return {
    process: child,
    url,
    accountSid,
    dataFolder,
    api: { baseUrl: url, fetch, authorize: basicAuth(accountSid, authToken), timeoutMs: 120_000 },
    stop: async () => {
      await child.call.close();
      await child.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Uploads plugins with bundles of these sizes, releases them, and answers the addresses of their bundles. */
export async function releaseHosted(
  { api }: Pick<RegistryUnderLoad, 'api'>,
  sizes: readonly number[],
): Promise<string[]> {
  const urls: string[] = [];
  const enable: string[] = [];
  for (const [index, size] of sizes.entries()) {
    const name = `plugin-${index}`;
    await createPlugin(api, { uniqueName: name });
    const content = new Blob([bundleCode(index, size)]);
    const files = [{ path: 'bundle.js', content }];
    const { plugin_url } = await uploadPluginVersion(api, name, { version: '1.0.0', files });
    urls.push(plugin_url);
    enable.push(`${name}@1.0.0`);
  }
  await composeRelease(api, { enable });
  await untilPrepared(api);
  return urls;
}

const PREPARED_DEADLINE_MS = 60_000;

/** The one file of a release is made after the release, and the manifest changes once more when it is there. */
async function untilPrepared(api: PluginsApi): Promise<void> {
  const deadline = performance.now() + PREPARED_DEADLINE_MS;
  while (!(await fetchReleaseManifest(api))?.release_bundle) {
    if (performance.now() > deadline) throw new Error('the one file of the release did not come');
    await delay(50);
  }
}
