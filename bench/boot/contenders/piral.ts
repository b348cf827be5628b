// Piral as a contender: pilets of the v2 format from a feed, loaded by piral-base with its standard strategy.
import type { Contender, Origins, Work, WorkPlugin } from '../contender.ts';
import { folderOf, immutableScript, initOf, peerSite, statementsOf } from './peers/peer-site.ts';

/**
 * A feed of pilets in the v2 format (SystemJS) and piral-base's `standardStrategy`, which its
 * documentation (docs.piral.io, "Loading Strategies") calls the most suitable in most cases and the
 * one that keeps an order.
 *
 * Kept fair: all bundles are requested at once. The feed names every plugin after its dependencies,
 * and the strategy calls `setup` in the order of the feed when all pilets are there. For the
 * evaluation Piral has no order, so each pilet names the bundles that it needs as distributed shared
 * dependencies, which may be remote addresses, and SystemJS evaluates those first.
 *
 * What it cannot do: Piral wants pilets not to need each other. It does not sort them: with a feed in
 * another order `setup` would come in that order, and it does not wait for a `setup` that returns a
 * promise before it calls the next. No pilet is set up before the slowest one is there. When a
 * `setup` throws, those that need it are set up all the same. Without an answer of the registry
 * nothing boots.
 */
export const piral: Contender = {
  name: 'Piral (piral-base)',
  packages: ['piral-base'],
  build: (work, origins, recorder) =>
    peerSite({
      host: 'piral',
      list: {
        path: '/pilets.json',
        type: 'application/json',
        content: { items: work.map((plugin) => feedItemOf(plugin, work, origins)) },
      },
      bundles: Object.fromEntries(
        work.map((plugin) => [
          `${folderOf('piral', plugin)}index.js`,
          immutableScript(piletOf(plugin, work, origins)),
        ]),
      ),
      corsBundles: true,
      origins,
      recorder,
    }),
};

const linkOf = (plugin: WorkPlugin, { cdn }: Origins): string =>
  `${cdn}${folderOf('piral', plugin)}index.js`;

const requireRefOf = ({ name }: WorkPlugin): string =>
  `webpackChunkpr_${name.replaceAll(/\W/g, '')}`;

/** The bundle of each dependency by the name under which pilets share it. */
function sharedBy(plugin: WorkPlugin, work: Work, origins: Origins): Record<string, string> {
  const needed = work.filter(({ name }) => plugin.dependencies.includes(name));
  return Object.fromEntries(
    needed.map((other) => [`${other.name}@${other.version}`, linkOf(other, origins)]),
  );
}

function feedItemOf(plugin: WorkPlugin, work: Work, origins: Origins): object {
  return {
    name: plugin.name,
    version: plugin.version,
    spec: 'v2',
    requireRef: requireRefOf(plugin),
    link: linkOf(plugin, origins),
    dependencies: sharedBy(plugin, work, origins),
  };
}

function piletOf(plugin: WorkPlugin, work: Work, origins: Origins): string {
  const shared = sharedBy(plugin, work, origins);
  const names = JSON.stringify(Object.keys(shared));
  return `//@pilet v:2(${requireRefOf(plugin)},${JSON.stringify(shared)})
System.register(${names},e=>({execute(){${statementsOf(plugin)}e("setup",()=>{${initOf(plugin)}})}}));`;
}
