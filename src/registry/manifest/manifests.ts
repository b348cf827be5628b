// The manifests of a registry: the active ones from memory, any other from the database.
import type { ReleaseBundles } from '../bundles/release/release-bundles.ts';
import type { Context } from '../context.ts';
import type { Grants } from '../readers/grants.ts';
import { findActiveRelease } from '../releases/store.ts';
import { releaseManifest } from './manifest.ts';
import { createManifestCache, type ManifestCache } from './manifest-cache.ts';
import { createNewestRelease } from './newest-release.ts';
import { prepareAnswer } from './prepared-answer.ts';

export type ManifestParts = {
  readonly grants: Grants;
  readonly releaseBundles: Pick<ReleaseBundles, 'find'>;
};

export function createManifests(
  context: Context,
  { grants, releaseBundles }: ManifestParts,
  onFault: (error: unknown) => void,
): ManifestCache {
  const { database, settings, releaseNotices } = context;
  // Where everybody may read the manifest, a grant in it would make private bundles public.
  const mayReadPrivate = settings.manifestAccess !== 'public';
  return createManifestCache({
    now: () => context.now(),
    load: async (accountSid) => {
      const release = await findActiveRelease(database, accountSid);
      if (!release) return undefined;
      const manifest = await releaseManifest(database, release, { grants, mayReadPrivate });
      const releaseBundle = await releaseBundles.find(release);
      const hasPrivate = manifest.plugins.some((plugin) => plugin.private);
      return {
        ...(await prepareAnswer(
          JSON.stringify({ ...manifest, ...(releaseBundle && { release_bundle: releaseBundle }) }),
        )),
        sequence: release.sequence,
        ...(mayReadPrivate &&
          hasPrivate && { until: grants.renewedAt(), usableUntil: grants.endsAt() }),
      };
    },
    ...(releaseNotices && { newest: createNewestRelease(database) }),
    onFault,
  });
}
