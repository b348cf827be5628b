// A boot with overrides: asks the network first, writes no cache, changes the release, and says so on screen.
import {
  applyOverrides,
  type DevOverride,
  formatDevOverride,
  localBundleUrl,
  type ManifestPlugin,
  type OverriddenRelease,
  PlugboardError,
  type ReleaseManifest,
} from '../../domain/index.ts';
import { asPlugboardError, type Boot } from '../boot.ts';
import type { DevOverrides } from '../dev-overrides.ts';
import type { FormerRelease, ResolvedRelease } from '../release-sources.ts';
import { keepRules, relaxFor } from './keep-rules.ts';
import { findNetworkRefusal } from './local-network.ts';
import { fetchPublishedVersion } from './published-version.ts';
import { showBanner } from './show-banner.ts';
import type { TabState } from './tab-state.ts';
import { watchDevServers } from './watch-dev-servers.ts';

export function overrideBoot(started: Boot, tab: TabState): DevOverrides {
  const rules = started.settings;
  const urls = tab.overrides.flatMap((it) => localUrl(it) ?? []);
  // `last-known-good-first` would keep the release that it fetches for the next boot.
  const settings = { ...relaxFor(urls, rules), policy: 'network-first' as const };
  const boot = { ...started, settings };
  const keep = (manifest: ReleaseManifest) => keepRules(manifest, urls, rules);
  return {
    boot,
    apply: async (release, former) => {
      const changed = await change(release, tab, boot).catch((error: unknown) =>
        boot.fault(asPlugboardError(error)),
      );
      const { manifest = release.manifest, applied: overrides = [] } = changed ?? {};
      return {
        release: { ...release, manifest: manifest && keep(manifest), overrides },
        former: standInsOf(former, running(tab, overrides), keep),
      };
    },
    show: (report) => {
      const banner = showBanner(report, tab, rules.nonce);
      watchDevServers(
        running(tab, report.overrides).flatMap((it) => localUrl(it) ?? []),
        banner.tellBuildFailure,
      );
    },
  };
}

async function change(
  { manifest }: ResolvedRelease,
  tab: TabState,
  boot: Boot,
): Promise<OverriddenRelease> {
  if (!manifest) throw new PlugboardError('override-no-release');
  const [overrides, published] = await Promise.all([
    reachable(tab.overrides, boot),
    fetchPublished(tab.overrides, manifest, boot),
  ]);
  const changed = applyOverrides(manifest, {
    overrides,
    safeMode: tab.safeMode,
    published,
    localTag: `local.${Date.now().toString(36)}`,
  });
  for (const error of changed.refused) boot.fault(error, String(error.details['plugin']));
  return changed;
}

async function reachable(overrides: readonly DevOverride[], boot: Boot): Promise<DevOverride[]> {
  const judged = overrides.map(async (override) => {
    const url = localUrl(override);
    const refusal = url === undefined ? undefined : await findNetworkRefusal(url);
    if (refusal) boot.fault(refusal, override.plugin);
    return refusal ? [] : [override];
  });
  return (await Promise.all(judged)).flat();
}

async function fetchPublished(
  overrides: readonly DevOverride[],
  release: ReleaseManifest,
  boot: Boot,
): Promise<ReadonlyMap<string, ManifestPlugin>> {
  const published = new Map<string, ManifestPlugin>();
  const fetches = overrides.map(async (override) => {
    if (override.kind !== 'version') return;
    const { plugin, version } = override;
    try {
      const found = await fetchPublishedVersion(plugin, version, release, boot.settings);
      published.set(formatDevOverride(override), found);
    } catch (error) {
      boot.fault(asPlugboardError(error), plugin);
    }
  });
  await Promise.all(fetches);
  return published;
}

function localUrl(override: DevOverride): string | undefined {
  return override.kind === 'local' ? localBundleUrl(override.plugin, override.port) : undefined;
}

/** Those that took effect; a release goes on as it is where one was refused. */
function running(tab: TabState, applied: readonly string[]): readonly DevOverride[] {
  return tab.overrides.filter((it) => applied.includes(formatDevOverride(it)));
}

/** An author must see the own build fail, so no version that worked before may step in for it unseen. */
async function standInsOf(
  former: FormerRelease,
  overrides: readonly DevOverride[],
  keep: (manifest: ReleaseManifest) => ReleaseManifest,
): FormerRelease {
  const tried = await former;
  if ('error' in tried || !tried.value) return tried;
  const names = new Set(overrides.map(({ plugin }) => plugin));
  const manifest = keep(tried.value.manifest);
  const plugins = manifest.plugins.filter(({ uniqueName }) => !names.has(uniqueName));
  return { value: { ...tried.value, manifest: { ...manifest, plugins } } };
}
