// The manifests of a registry: the active ones from memory, any other from the database.
import type { Context } from '../context.ts';
import { findActiveRelease } from '../releases/store.ts';
import { releaseManifest } from './manifest.ts';
import { createManifestCache, type ManifestCache } from './manifest-cache.ts';
import { createNewestRelease } from './newest-release.ts';
import { prepareAnswer } from './prepared-answer.ts';

export function createManifests(
  { database, releaseNotices }: Context,
  onFault: (error: unknown) => void,
): ManifestCache {
  return createManifestCache({
    load: async (accountSid) => {
      const release = await findActiveRelease(database, accountSid);
      if (!release) return undefined;
      const body = JSON.stringify(await releaseManifest(database, release));
      return { ...(await prepareAnswer(body)), sequence: release.sequence };
    },
    ...(releaseNotices && { newest: createNewestRelease(database) }),
    onFault,
  });
}
