// The rows of docs/boot.md: every fault, arranged for a desktop with two healthy plugins around a faulty one.
import type { Page } from '@playwright/test';
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import type { Scene } from '../light/scene.ts';
import type { Answer } from '../server/answer.ts';
import { BAD } from './bundle-fault.ts';
import { BUNDLE_FAULTS } from './bundle-faults.ts';
import {
  type PagePolicy,
  STRICT_CSP,
  STRICT_CSP_FOR_FLEX,
  TYPES_FOR_FLEX,
} from './page-policies.ts';
import { type ListPlugins, namesHealthyPlugins, REGISTRY_FAULTS } from './registry-faults.ts';
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
  /** What the page allows, where that is not what the desktop's page allows by itself. */
  readonly policy?: PagePolicy;
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

type Gone = { readonly code: string; readonly answer: Answer };

const down = (part: string): Gone => ({
  code: `${part}-unreachable`,
  answer: { pace: 'reset' },
});
const hanging = (part: string): Gone => ({ code: `${part}-timeout`, answer: { pace: 'hang' } });

/** What may be away when a browser comes back, and how. */
const GONE: readonly { title: string; registry?: Gone; cdn?: Gone }[] = [
  { title: 'registry down', registry: down('registry') },
  { title: 'CDN down', cdn: down('bundle') },
  { title: 'registry and CDN down', registry: down('registry'), cdn: down('bundle') },
  { title: 'CDN hangs', cdn: hanging('bundle') },
  { title: 'registry and CDN hang', registry: hanging('registry'), cdn: hanging('bundle') },
];

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
  ...REGISTRY_FAULTS.map((fault): BootRow => {
    const { title, answers, code, refused = {} } = fault;
    return {
      ...HEALTHY,
      title,
      codes: code === undefined ? [...new Set(Object.values(refused))] : [code, 'no-release'],
      startable: namesHealthyPlugins(fault) ? NEIGHBOURS : [],
      arrange: (scene, api) => {
        const plugins = arrangeHealthy(scene, api);
        scene.server.serve(api.url, ...answers(plugins, api.list));
      },
    };
  }),
  ...STORAGE_FAULTS.map(
    ({ title, code, breakIt }): BootRow => ({
      ...HEALTHY,
      title,
      codes: [code],
      arrange: (scene, api) => void arrangeHealthy(scene, api),
      breakStorage: breakIt,
    }),
  ),
  ...GONE.map(
    ({ title, registry, cdn }): BootRow => ({
      ...HEALTHY,
      title: `second visit: ${title}`,
      codes: [...(registry ? [registry.code] : []), ...(cdn ? [cdn.code] : [])],
      secondVisit: true,
      arrange: (scene, api) => {
        if (registry) scene.server.serve(api.url, registry.answer);
        if (cdn) cdnAnswers(scene, cdn.answer);
      },
    }),
  ),
  ...underPolicy('CSP with a nonce and strict-dynamic', STRICT_CSP_FOR_FLEX),
  ...underPolicy('Trusted Types', TYPES_FOR_FLEX),
];

/** Flex UI cannot run under this one, so there is nothing to compare with. */
export const ROWS_WITHOUT_FLEX_UI: readonly BootRow[] = underPolicy(
  'strict CSP without unsafe-eval',
  STRICT_CSP,
);

/** Nothing wrong, one plugin wrong, and a boot from kept bytes. */
function underPolicy(title: string, policy: PagePolicy): readonly BootRow[] {
  const row = { ...HEALTHY, policy };
  return [
    { ...row, title, arrange: (scene, api) => void arrangeHealthy(scene, api) },
    {
      ...row,
      title: `${title}, one bundle 404`,
      codes: ['bundle-status'],
      arrange: (scene, { url, list }) => {
        const [before, after] = neighboursOf(scene);
        const lost = scene.plugin(BAD);
        for (const plugin of [before, after]) scene.serve(plugin, {});
        scene.serve(lost, { status: 404 });
        scene.server.serve(url, list([before, lost, after]));
      },
    },
    {
      ...row,
      title: `${title}, second visit: CDN down`,
      codes: ['bundle-unreachable'],
      secondVisit: true,
      arrange: (scene) => cdnAnswers(scene, { pace: 'reset' }),
    },
  ];
}

function cdnAnswers(scene: Scene, answer: Answer): void {
  for (const plugin of neighboursOf(scene)) scene.serve(plugin, answer);
}

function neighboursOf(scene: Scene) {
  const [classic, declared] = NEIGHBOURS;
  return [scene.plugin(classic), scene.plugin(declared, { dependencies: {} })] as const;
}
