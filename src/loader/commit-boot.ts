// Makes a healthy release the last-known-good one, after a quiet while. Any other boot changes nothing.
import type { BootReport, ManifestPlugin } from '../domain/index.ts';
import { asPlugboardError } from './boot.ts';
import type { BootTools } from './boot-tools.ts';
import { keepBundles } from './bundle-cache.ts';
import { delay } from './deadline.ts';
import { forget, keepRelease } from './last-known-good.ts';
import type { ResolvedRelease } from './release-sources.ts';

/** Resolves when nothing more is to be done; what goes wrong is told as a fault. */
export async function commitBoot(
  release: ResolvedRelease,
  report: BootReport,
  { boot, guard, runtimeErrors }: BootTools,
): Promise<void> {
  try {
    await delay(boot.settings.timeouts.quietMs);
    const plugins = release.manifest?.plugins ?? [];
    guard.forgive(healthyOnes(plugins, report), plugins);
    guard.stop();
    if (!mayBecomeLastKnownGood(release, report) || runtimeErrors.count() > 0) return;
    await keepRelease(boot, 'lastKnownGood', release.resource);
    await forget(boot, 'next');
    boot.emit({ type: 'committed', releaseSid: report.release?.releaseSid ?? '' });
    await idle();
    await keepBundles(plugins, boot);
  } catch (error) {
    boot.fault(asPlugboardError(error));
  }
}

function mayBecomeLastKnownGood({ origin }: ResolvedRelease, report: BootReport): boolean {
  const isAsReleased = report.outcomes.every(({ insteadOf }) => insteadOf === undefined);
  return origin === 'network' && report.healthy && isAsReleased && report.overrides.length === 0;
}

function healthyOnes(plugins: readonly ManifestPlugin[], report: BootReport): ManifestPlugin[] {
  const up = new Set(
    report.outcomes.filter((it) => it.state === 'initialised').map((it) => it.plugin),
  );
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
