// The dynamic plugin SDK of OpenShift as a contender: a manifest for each plugin, loaded by its PluginStore.
import type { Contender, Files, Origins, WorkPlugin } from '../contender.ts';
import { folderOf, immutableScript, initOf, peerSite, statementsOf } from './peers/peer-site.ts';
import { containerOf, exposedChunkOf, type RemoteBuild } from './peers/webpack-remote.ts';

/**
 * A `PluginStore` that loads a manifest for each plugin. Its `dependencies` make the SDK wait for the
 * entries of other plugins before it requests this one's; an extension refers to the plugin's init.
 *
 * Kept fair: the registry sends all manifests in one list, which `loadPlugin()` takes, so the page
 * spares one request for each plugin. The SDK's log, which grows with the square of the plugins, is
 * off. A plugin is the two files that its build plugin makes, the entry and the exposed chunk, so
 * the code itself stays in the browser's cache although entries do not. React, which the SDK expects
 * of its host, is 3 KB of the script.
 *
 * What it cannot do: entries are requested layer by layer, and no page can request them ahead, for
 * the SDK adds a random `cacheBuster` to their addresses: no visit finds an entry in the browser's
 * cache. It orders loading, not activation, which here the page does in the same order. A plugin
 * whose dependency never answers waits for ever, and without an answer of the registry nothing boots.
 */
export const openshift: Contender = {
  name: 'OpenShift dynamic plugin SDK',
  packages: ['@openshift/dynamic-plugin-sdk'],
  build: (work, origins, recorder) =>
    peerSite({
      host: 'openshift',
      list: {
        path: '/plugin-manifests.json',
        type: 'application/json',
        content: work.map((plugin) => manifestOf(plugin, work, origins)),
      },
      bundles: Object.assign({}, ...work.map((plugin) => filesOf(plugin, origins))) as Files,
      corsBundles: false,
      origins,
      recorder,
    }),
};

const ENTRY = 'plugin-entry.js';
const CHUNK = 'exposed-plugin-chunk.js';

function filesOf(plugin: WorkPlugin, { cdn }: Origins): Files {
  const folder = folderOf('openshift', plugin);
  const build: RemoteBuild = {
    uniqueName: plugin.name,
    publicPath: cdn + folder,
    expose: 'plugin',
    chunk: CHUNK,
    module: `${statementsOf(plugin)}exports.init=()=>{${initOf(plugin)}}`,
  };
  const entry = `__load_plugin_entry__(${JSON.stringify(plugin.name)},${containerOf(build)});`;
  return {
    [folder + ENTRY]: immutableScript(entry),
    [folder + CHUNK]: immutableScript(exposedChunkOf(build)),
  };
}

/** In the form of `RemotePluginManifest` of the SDK. */
function manifestOf(plugin: WorkPlugin, work: readonly WorkPlugin[], { cdn }: Origins): object {
  const { name, version, dependencies } = plugin;
  const needed = work.filter((other) => dependencies.includes(other.name));
  return {
    name,
    version,
    dependencies: Object.fromEntries(needed.map((other) => [other.name, other.version])),
    baseURL: cdn + folderOf('openshift', plugin),
    loadScripts: [ENTRY],
    registrationMethod: 'callback',
    buildHash: version,
    extensions: [{ type: 'bench.plugin/init', properties: { init: { $codeRef: 'plugin.init' } } }],
  };
}
