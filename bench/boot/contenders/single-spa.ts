// single-spa as a contender: native ES modules, an import map from the registry, one application for each plugin.
import type { Contender, WorkPlugin } from '../contender.ts';
import { folderOf, immutableScript, initOf, peerSite, statementsOf } from './peers/peer-site.ts';

/**
 * The recommended setup of single-spa 6: in-browser ES modules and an import map, with plugins that
 * need each other importing each other by name ("cross microfrontend imports").
 * https://single-spa.js.org/docs/recommended-setup
 *
 * Kept fair: the map comes in one request and all applications are requested as soon as it is there.
 * Browsers do not load a map from an address; the official import-map-injector does, and its few
 * lines are part of the page's script, as is single-spa: a real page has three scripts instead of one.
 *
 * What it cannot do: modules are evaluated in the order of their imports, but each application is
 * mounted as soon as it is loaded, so now and then before those that it imports. Without an answer
 * of the registry nothing boots.
 */
export const singleSpa: Contender = {
  name: 'single-spa, import map',
  packages: ['single-spa'],
  build: (work, origins, recorder) => {
    const paths = work.map(
      (plugin) => [plugin, `${folderOf('single-spa', plugin)}index.js`] as const,
    );
    const imports = paths.map(([{ name }, path]) => [name, origins.cdn + path]);
    return peerSite({
      host: 'single-spa',
      list: {
        path: '/importmap.json',
        type: 'application/importmap+json',
        content: { imports: Object.fromEntries(imports) },
      },
      bundles: Object.fromEntries(
        paths.map(([plugin, path]) => [path, immutableScript(applicationOf(plugin))]),
      ),
      corsBundles: true,
      origins,
      recorder,
    });
  },
};

function applicationOf(plugin: WorkPlugin): string {
  const imports = plugin.dependencies.map((name) => `import${JSON.stringify(name)};`).join('');
  return `${imports}${statementsOf(plugin)}
export async function bootstrap(){}
export async function mount(){${initOf(plugin)}}
export async function unmount(){}`;
}
