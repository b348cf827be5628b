// Chooses the release to boot: from the registry, from the last healthy boot, from the page, or none.
import { PlugboardError } from '../domain/index.ts';
import { asPlugboardError, type Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { lastKnownGoodFirst } from './policies/last-known-good-first.ts';
import { networkFirst } from './policies/network-first.ts';
import {
  type FormerRelease,
  formerManifest,
  parseResource,
  type ResolvedRelease,
} from './release-sources.ts';

const POLICIES = {
  'network-first': networkFirst,
  'last-known-good-first': lastKnownGoodFirst,
} as const;

/** Never rejects: with no release at all, `origin` is `none` and `failures` says why. */
export function resolveRelease(boot: Boot, former: FormerRelease): Promise<ResolvedRelease> {
  const { policy, seed, registry, timeouts } = boot.settings;
  const resolved = POLICIES[policy](boot, {
    former,
    network: {
      origin: 'network',
      read: async () => parseResource(await fetchManifest(boot, formerManifest(former))),
    },
    seed: {
      origin: 'seed',
      read: async () => (seed === undefined ? undefined : parseResource(seed)),
    },
  });
  const { bootMs: timeoutMs } = timeouts;
  const late = () => new PlugboardError('registry-timeout', { url: registry.url, timeoutMs });
  return withDeadline(resolved, boot.remainingMs(), late).catch((error: unknown) => ({
    origin: 'none',
    failures: [asPlugboardError(error), new PlugboardError('no-release')],
  }));
}
