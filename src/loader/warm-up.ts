// While the registry is still being asked, requests the bundles of the last healthy release: mostly it is
// the active one. Nothing of it is evaluated before the release is known.
import { planLoad, usableReleaseBundle } from '../domain/index.ts';
import type { BootTools } from './boot-tools.ts';
import { downloadBundles } from './download-bundles.ts';
import { type FormerRelease, formerManifest } from './release-sources.ts';

export function warmUpBundles(
  former: FormerRelease,
  { boot, downloads, planContext }: BootTools,
): { stop(): void } {
  let stopped = false;
  void formerManifest(former).then((manifest) => {
    if (stopped || !manifest || boot.signal.aborted) return;
    const plan = planLoad(manifest, planContext);
    const whole = usableReleaseBundle(manifest.releaseBundle, plan, planContext);
    downloadBundles(plan, downloads, whole);
  });
  return {
    stop: () => {
      stopped = true;
    },
  };
}
