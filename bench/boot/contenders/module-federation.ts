// Module Federation 2 as a contender: a remote for each plugin, snapshots from the registry, everything preloaded.
import type { Contender, Files, Origins, WorkPlugin } from '../contender.ts';
import type { ListedRemote } from './peers/module-federation-host.ts';
import { folderOf, immutableScript, initOf, peerSite, statementsOf } from './peers/peer-site.ts';
import { containerOf, exposedChunkOf, type RemoteBuild } from './peers/webpack-remote.ts';

/**
 * The pure runtime, `createInstance()` with remotes that a server lists, as its documentation has it
 * for remotes that are not known when the page is built.
 *
 * Kept fair: a remote is the two files that the build plugins make by default, the entry and the
 * chunk of the exposed module; webpack keeps them apart even when it is told to make one chunk.
 * https://github.com/angular-architects/module-federation-plugin/issues/174
 * With its entry alone a remote would cost two requests one after the other, with an
 * mf-manifest.json three. So the registry plays what the documentation calls a deployment service:
 * its list carries each remote's snapshot, and `preloadRemote()` asks for all files at once.
 * https://module-federation.io/guide/basic/manifest-snapshot
 * The entries are far smaller than real ones, which carry webpack's runtime.
 *
 * What it cannot do: remotes have no dependencies, so the page calls `loadRemote()` in the order
 * that the plugins need; the files of a remote evaluate nothing of its plugin before. Without an
 * answer of the registry nothing boots.
 */
export const moduleFederation: Contender = {
  name: 'Module Federation runtime',
  packages: ['@module-federation/runtime'],
  build: (work, origins, recorder) =>
    peerSite({
      host: 'module-federation',
      list: {
        path: '/remotes.json',
        type: 'application/json',
        content: work.map((plugin) => listedRemote(plugin, origins)),
      },
      bundles: Object.assign({}, ...work.map((plugin) => filesOf(plugin, origins))) as Files,
      corsBundles: false,
      origins,
      recorder,
    }),
};

const ENTRY = 'remoteEntry.js';
const CHUNK = '__federation_expose_plugin.js';

const globalNameOf = ({ name }: WorkPlugin): string => name.replaceAll(/\W/g, '_');

const publicPathOf = (plugin: WorkPlugin, { cdn }: Origins): string =>
  cdn + folderOf('module-federation', plugin);

function filesOf(plugin: WorkPlugin, origins: Origins): Files {
  const globalName = globalNameOf(plugin);
  const build: RemoteBuild = {
    uniqueName: globalName,
    publicPath: publicPathOf(plugin, origins),
    expose: './plugin',
    chunk: CHUNK,
    module: `${statementsOf(plugin)}exports.init=()=>{${initOf(plugin)}}`,
  };
  const folder = folderOf('module-federation', plugin);
  return {
    [folder + ENTRY]: immutableScript(`var ${globalName}=${containerOf(build)};`),
    [folder + CHUNK]: immutableScript(exposedChunkOf(build)),
  };
}

/** In the form of `ProviderModuleInfo` of @module-federation/sdk. */
function listedRemote(plugin: WorkPlugin, origins: Origins): ListedRemote {
  const { name, version, dependencies } = plugin;
  const assets = { js: { sync: [CHUNK], async: [] }, css: { sync: [], async: [] } };
  const snapshot = {
    version,
    buildVersion: version,
    globalName: globalNameOf(plugin),
    publicPath: publicPathOf(plugin, origins),
    remoteEntry: ENTRY,
    remoteEntryType: 'var',
    remoteTypes: '',
    remoteTypesZip: '',
    remotesInfo: {},
    shared: [],
    modules: [{ moduleName: 'plugin', modulePath: './plugin', assets }],
  };
  return { name, version, dependencies, snapshot };
}
