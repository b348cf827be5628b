// The release bundles of a registry: what there is, and the making of what there is not, one at a time and behind the
// back of the release, which is live before its file is.
import type { ReleaseBundleResource } from '../../../domain/index.ts';
import type { Context } from '../../context.ts';
import type { ReleaseRow } from '../../database/schema.ts';
import { buildReleaseBundle } from './build-release-bundle.ts';

export type ReleaseBundles = {
  /** What the manifest offers; undefined while there is none, and then it is being made. */
  find(release: ReleaseRow): Promise<ReleaseBundleResource | undefined>;
  /** Resolves when nothing is being made any more. */
  idle(): Promise<void>;
};

export type BuildEvents = {
  readonly onBuilt: (accountSid: string) => void;
  readonly onFault: (error: unknown) => void;
};

/** A disk or a store that is away comes back; what fails so often is left alone until the next start. */
const MAX_FAILURES = 3;

export function createReleaseBundles(
  context: Context,
  { onBuilt, onFault }: BuildEvents,
): ReleaseBundles {
  const { database, hosting } = context;
  const tried = new Set<string>();
  const failures = new Map<string, number>();
  let queue: Promise<unknown> = Promise.resolve();

  const build = async (release: ReleaseRow) => {
    if (!hosting) return;
    try {
      const built = await buildReleaseBundle(context, hosting, release);
      if (built) onBuilt(release.account_sid);
    } catch (error) {
      // The separate files are always there; whoever asks next lets it be tried again.
      const { configuration_sid: sid } = release;
      const failed = (failures.get(sid) ?? 0) + 1;
      failures.set(sid, failed);
      if (failed < MAX_FAILURES) tried.delete(sid);
      onFault(error);
    }
  };

  return {
    find: async (release) => {
      const { configuration_sid: sid } = release;
      const row = await database
        .selectFrom('release_bundles')
        .selectAll()
        .where('configuration_sid', '=', sid)
        .executeTakeFirst();
      if (row) {
        const parts = JSON.parse(row.parts) as ReleaseBundleResource['parts'];
        return { url: row.url, integrity: row.integrity, parts };
      }
      if (hosting && !tried.has(sid)) {
        tried.add(sid);
        queue = queue.then(() => build(release));
      }
      return undefined;
    },
    idle: async () => void (await queue),
  };
}
