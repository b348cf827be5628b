// While the registry is still being asked, requests the bundles of the last healthy release: mostly it is
// the active one. Nothing of it is evaluated before the release is known.
import { planLoad } from '../domain/index.ts';
import type { BootTools } from './boot-tools.ts';
import { downloadBundles } from './download-bundles.ts';
import { type FormerRelease, formerManifest } from './release-sources.ts';

export function warmUpBundles(former: FormerRelease, tools: BootTools): { stop(): void } {
  let stopped = false;
  void formerManifest(former).then((manifest) => {
    if (stopped || !manifest || tools.boot.signal.aborted) return;
    downloadBundles(planLoad(manifest, tools.planContext), manifest, tools);
  });
  return {
    stop: () => {
      stopped = true;
    },
  };
}
