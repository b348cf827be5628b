// Makes a healthy release the last-known-good one, after a quiet while. Any other boot changes nothing.
import {
  type BootReport,
  type BundleAddress,
  type ManifestPlugin,
  type PluginOutcome,
  type ReleaseManifest,
} from '../domain/index.ts';
import { asPlugboardError } from './boot.ts';
import type { BootTools } from './boot-tools.ts';
import { dropOtherBundles, keepBundles } from './bundle-cache.ts';
import { delay, settlesWithin } from './deadline.ts';
import type { Bundle } from './download-bundle.ts';
import type { Downloads } from './download-bundles.ts';
import { forget, keepRelease, readKeptRelease } from './last-known-good.ts';
import type { ResolvedRelease } from './release-sources.ts';
import type { PlanRun } from './run-plan.ts';

/** A browser whose Cache Storage hangs must still learn the new release. */
const KEEP_DEADLINE_MS = 60_000;

/** Resolves when nothing more is to be done; what goes wrong is told as a fault. */
export async function commitBoot(
  release: ResolvedRelease,
  report: BootReport,
  { boot, guard, runtimeErrors, downloads }: BootTools,
  run: PlanRun,
): Promise<void> {
  try {
    // Deferred plugins belong to the release too.
    await Promise.all([delay(boot.settings.timeouts.quietMs), run.finished]);
    const { releaseSid = '' } = report.release ?? {};
    const outcomes = run.outcomes();
    const plugins = release.manifest?.plugins ?? [];
    // Without a release nobody can say which versions are no longer released.
    if (release.manifest) guard.forgive(healthyOnes(plugins, outcomes), plugins);
    guard.stop();
    if (!report.healthy || report.overrides.length > 0 || runtimeErrors.count() > 0) return;
    if (release.origin !== 'network' || !outcomes.every(isUpAsReleased)) return;
    await idle();
    const files = release.manifest ? await filesOf(release.manifest, downloads) : [];
    // The bytes first: until the manifest is kept too, the former release is whole.
    await settlesWithin(keepBundles(files, boot), KEEP_DEADLINE_MS);
    await keepRelease(boot, 'lastKnownGood', release.resource);
    // Under last-known-good-first a newer release may wait there for the next boot.
    const next = await readKeptRelease(boot, 'next').catch(() => undefined);
    if (boot.settings.policy === 'network-first' || next?.manifest.releaseSid === releaseSid)
      await forget(boot, 'next');
    boot.emit({ type: 'committed', releaseSid });
    await dropOtherBundles(files, boot);
  } catch (error) {
    boot.fault(asPlugboardError(error));
  }
}

/** The files that this boot ran: the release bundle where it came, and each plugin's own where it did not. */
async function filesOf(
  { plugins, releaseBundle }: ReleaseManifest,
  downloads: Downloads,
): Promise<BundleAddress[]> {
  const bundles = await Promise.all(plugins.map((plugin) => downloads.get(plugin).result));
  const own = plugins.filter((_, at) => !(bundles[at] as Partial<Bundle>).part);
  return releaseBundle && own.length < plugins.length ? [releaseBundle, ...own] : own;
}

function isUpAsReleased({ state, insteadOf }: PluginOutcome): boolean {
  return state === 'initialised' && insteadOf === undefined;
}

function healthyOnes(
  plugins: readonly ManifestPlugin[],
  outcomes: readonly PluginOutcome[],
): ManifestPlugin[] {
  const up = new Set(outcomes.filter(isUpAsReleased).map(({ plugin }) => plugin));
  return plugins.filter(({ uniqueName }) => up.has(uniqueName));
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => resolve(), { timeout: 10_000 });
    else setTimeout(resolve, 1_000);
  });
}
