// Starts everything a person needs to see a release in the real Flex UI. `npm start` and the end-to-end test run this.
import { join } from 'node:path';
import { basicAuth, type PluginsApi } from '../../../src/client/index.ts';
import { startRegistry } from '../../../src/registry/index.ts';
import type { BuiltPlugin } from '../../plugins/build.ts';
import { type Desktop, startDesktop } from '../server/start-desktop.ts';
import { prepareDemo } from './prepare-demo.ts';
import { type PluginToPublish, publishPlugins } from './publish-plugins.ts';
import { requireFreePort } from './require-free-port.ts';
import type { StartOptions } from './start-options.ts';

export type Demo = {
  readonly desktop: Desktop;
  readonly registry: Awaited<ReturnType<typeof startRegistry>>;
  /** The registry's API with the account's own credentials. */
  readonly api: PluginsApi;
  readonly credentialsFile: string;
  /** Stops both servers; what was released stays in the data folder. */
  close(): Promise<void>;
};

/** Port 0 takes a free one. Rejects with one line when a port is taken or something does not build. */
export async function startDemo({
  dataFolder,
  desktopPort,
  registryPort,
  log,
}: StartOptions & { log: (line: string) => void }): Promise<Demo> {
  await requireFreePort(desktopPort, '--port');
  await requireFreePort(registryPort, '--registry-port');
  const plugins = await prepareDemo(log);

  const running: Closable[] = [];
  const close = () => closeAll(running);
  try {
    const registry = await startRegistry({ dataFolder, port: registryPort });
    running.unshift(registry);
    const desktop = await startDesktop({ port: desktopPort, registryUrl: registry.url, log });
    running.unshift(desktop);
    const { accountSid, authToken } = registry.credentials;
    const api = { baseUrl: registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
    await publishPlugins(
      api,
      plugins.map((plugin) => servedBy(desktop, plugin)),
      log,
    );
    return { desktop, registry, api, credentialsFile: join(dataFolder, 'credentials.json'), close };
  } catch (error) {
    await close();
    throw error;
  }
}

// What the plugin's author declared, at the address where this desktop serves the bundle.
function servedBy(desktop: Desktop, plugin: BuiltPlugin): PluginToPublish {
  const { uniqueName, version, description, file: _file, ...declared } = plugin;
  const pluginUrl = `${desktop.url}/bundles/${uniqueName}/${version}/bundle.js`;
  return { uniqueName, description, version: { ...declared, version, pluginUrl } };
}

type Closable = { close(): Promise<void> };

async function closeAll(running: readonly Closable[]): Promise<void> {
  for (const it of running) await it.close();
}
