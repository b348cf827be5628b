// The manifests of a registry, from memory where that is possible: the active ones, and those that are named.
import type { ReleaseBundles } from '../bundles/release/release-bundles.ts';
import type { Context } from '../context.ts';
import type { Database, ReleaseRow } from '../database/schema.ts';
import type { Grants } from '../readers/grants.ts';
import { withTimeout } from '../readers/with-timeout.ts';
import { findActiveRelease, findRelease } from '../releases/store.ts';
import { releaseManifest } from './manifest.ts';
import { createManifestCache, type ManifestCache } from './manifest-cache.ts';
import { createNamedManifests, type NamedManifests } from './named-manifests.ts';
import { createNewestRelease } from './newest-release.ts';
import { prepareAnswer } from './prepared-answer.ts';

export type ManifestParts = {
  readonly grants: Grants;
  readonly releaseBundles: Pick<ReleaseBundles, 'find'>;
};

export type Manifests = ManifestCache & {
  /** Of any release, by its SID. */
  readonly named: Pick<NamedManifests, 'get'>;
};

/** A desktop that boots does not wait for a database that hangs. */
const TIMEOUT_MS = 1_000;

export function createManifests(
  context: Context,
  { grants, releaseBundles }: ManifestParts,
  onFault: (error: unknown) => void,
): Manifests {
  const { database, settings, releaseNotices } = context;
  // Where everybody may read the manifest, a grant in it would make private bundles public.
  const mayReadPrivate = settings.manifestAccess !== 'public';

  const prepare = async (release: ReleaseRow) => {
    const manifest = await releaseManifest(database, release, { grants, mayReadPrivate });
    const releaseBundle = await releaseBundles.find(release);
    const answer = await prepareAnswer(
      JSON.stringify({ ...manifest, ...(releaseBundle && { release_bundle: releaseBundle }) }),
    );
    return { answer, hasPrivate: manifest.plugins.some((plugin) => plugin.private) };
  };

  const active = createManifestCache({
    now: () => context.now(),
    load: async (accountSid) => {
      const release = await findActiveRelease(database, accountSid);
      if (!release) return undefined;
      const { answer, hasPrivate } = await prepare(release);
      return {
        ...answer,
        sequence: release.sequence,
        ...(mayReadPrivate &&
          hasPrivate && { until: grants.renewedAt(), usableUntil: grants.endsAt() }),
      };
    },
    ...(releaseNotices && { newest: createNewestRelease(database) }),
    onFault,
  });

  const load = async (accountSid: string, sid: string) => {
    const release = await findRelease(database, accountSid, sid);
    return release && (await prepare(release)).answer;
  };
  const named = createNamedManifests({
    load,
    place: (accountSid) => withTimeout(placeOf(database, accountSid), TIMEOUT_MS),
    onFault,
    // Grants in it end, and who may read it has shown credentials or a token: rare enough to be made each time.
    ...(mayReadPrivate && { maxBytes: 0 }),
  });

  return {
    ...active,
    named,
    renew: (accountSid) => {
      named.forget(accountSid);
      active.renew(accountSid);
    },
    renewAll: () => {
      named.forget();
      active.renewAll();
    },
  };
}

async function placeOf(database: Database, accountSid: string): Promise<number | undefined> {
  const account = await database
    .selectFrom('accounts')
    .select('sequence')
    .where('sid', '=', accountSid)
    .executeTakeFirst();
  return account?.sequence;
}
