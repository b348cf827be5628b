// The rows of docs/boot.md: every fault, arranged for a desktop with two healthy plugins around a faulty one.
import type { Page } from '@playwright/test';
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import type { Scene } from '../light/scene.ts';
import type { Answer } from '../server/answer.ts';
import { BUNDLE_FAULTS } from './bundle-faults.ts';
import { type ListPlugins, REGISTRY_FAULTS } from './registry-faults.ts';
import { type Site, STORAGE_FAULTS } from './storage-faults.ts';

export const NEIGHBOURS = ['plugin-classic', 'plugin-declared'] as const;

/** Where one of the two loaders asks for its plugins, and in which words it is answered. */
export type Api = { readonly url: string; readonly list: ListPlugins };

export type BootRow = {
  readonly title: string;
  /** The codes that the boot must name, each once or more, and no other. */
  readonly codes: readonly string[];
  /** The plugins that can start in spite of the fault; none where no release can be had from anywhere. */
  readonly startable: readonly string[];
  /** True for a browser that has booted the same release healthily before. */
  readonly secondVisit: boolean;
  readonly arrange: (scene: Scene, api: Api) => void;
  readonly breakStorage?: (page: Page, site: Site) => Promise<unknown>;
};

const HEALTHY = { codes: [], startable: NEIGHBOURS, secondVisit: false };

/** For a first visit whose HTTP cache must not hide what the second visit can do by itself. */
export const UNCACHED: Answer = { headers: { 'cache-control': 'no-store' } };

/** The release of a healthy boot; the second visit finds it in the browser. */
export function arrangeHealthy(
  scene: Scene,
  { url, list }: Api,
  answer: Answer = {},
): ManifestPluginResource[] {
  const plugins = [...neighboursOf(scene)];
  for (const plugin of plugins) scene.serve(plugin, answer);
  scene.server.serve(url, list(plugins));
  return plugins;
}

export const BOOT_ROWS: readonly BootRow[] = [
  { ...HEALTHY, title: 'none', arrange: (scene, api) => void arrangeHealthy(scene, api) },
  ...BUNDLE_FAULTS.map(
    ({ title, entries, answers, endings }): BootRow => ({
      ...HEALTHY,
      title,
      codes: endings.flatMap(([, { code }]) => code ?? []),
      startable: [
        ...NEIGHBOURS,
        ...endings.flatMap(([plugin, { state }]) => (state === 'initialised' ? plugin : [])),
      ],
      arrange: (scene, { url, list }) => {
        const [before, after] = neighboursOf(scene);
        const bad = entries((name, given) => scene.plugin(name, given));
        for (const plugin of [before, ...bad, after]) scene.serve(plugin, {});
        for (const plugin of bad) {
          const given = answers[plugin.unique_name];
          if (given) scene.serve(plugin, ...given);
        }
        scene.server.serve(url, list([before, ...bad, after]));
      },
    }),
  ),
  ...REGISTRY_FAULTS.map(
    ({ title, answers, code, refused = {} }): BootRow => ({
      ...HEALTHY,
      title,
      codes: code === undefined ? [...new Set(Object.values(refused))] : [code, 'no-release'],
      startable: code === undefined ? NEIGHBOURS : [],
      arrange: (scene, api) => {
        const plugins = arrangeHealthy(scene, api);
        scene.server.serve(api.url, ...answers(plugins, api.list));
      },
    }),
  ),
  ...STORAGE_FAULTS.map(
    ({ title, code, breakIt }): BootRow => ({
      ...HEALTHY,
      title,
      codes: [code],
      arrange: (scene, api) => void arrangeHealthy(scene, api),
      breakStorage: breakIt,
    }),
  ),
  {
    title: 'second visit: registry down',
    codes: ['registry-unreachable'],
    startable: NEIGHBOURS,
    secondVisit: true,
    arrange: (scene, { url }) => scene.server.serve(url, { pace: 'reset' }),
  },
  {
    title: 'second visit: CDN down',
    codes: ['bundle-unreachable'],
    startable: NEIGHBOURS,
    secondVisit: true,
    arrange: cdnDown,
  },
  {
    title: 'second visit: registry and CDN down',
    codes: ['registry-unreachable', 'bundle-unreachable'],
    startable: NEIGHBOURS,
    secondVisit: true,
    arrange: (scene, api) => {
      scene.server.serve(api.url, { pace: 'reset' });
      cdnDown(scene);
    },
  },
];

function cdnDown(scene: Scene): void {
  for (const plugin of neighboursOf(scene)) scene.serve(plugin, { pace: 'reset' });
}

function neighboursOf(scene: Scene) {
  const [classic, declared] = NEIGHBOURS;
  return [scene.plugin(classic), scene.plugin(declared, { dependencies: {} })] as const;
}
