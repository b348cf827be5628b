// Finds the adapters of hosted System.register bundles: the files that Flex UI's own loader runs in their place.
import { integrityOf } from '../bundles/bundle-id.ts';
import { ADAPTER_FILE } from '../bundles/flex-adapter.ts';
import type { Db } from '../database/schema.ts';

export type AdapterAddress = {
  readonly integrity: string;
  /** The adapter's address, given that of the entry of the same bundle. */
  readonly beside: (entryUrl: string) => string;
};

/** By version SID. */
export async function findAdapters(
  db: Db,
  versionSids: readonly string[],
): Promise<Map<string, AdapterAddress>> {
  if (versionSids.length === 0) return new Map();
  const rows = await db
    .selectFrom('hosted_versions')
    .innerJoin('bundles', (join) =>
      join
        .onRef('bundles.account_sid', '=', 'hosted_versions.account_sid')
        .onRef('bundles.id', '=', 'hosted_versions.bundle_id'),
    )
    .innerJoin('bundle_files', (join) =>
      join
        .onRef('bundle_files.account_sid', '=', 'hosted_versions.account_sid')
        .onRef('bundle_files.bundle_id', '=', 'hosted_versions.bundle_id'),
    )
    .select(['hosted_versions.plugin_version_sid', 'bundle_files.digest', 'bundles.entry'])
    .where('hosted_versions.plugin_version_sid', 'in', versionSids)
    .where('bundle_files.path', '=', ADAPTER_FILE)
    .execute();
  return new Map(
    rows.map(({ plugin_version_sid: sid, digest, entry }) => {
      const toRoot = '../'.repeat(entry.split('/').length - 1);
      const beside = (url: string) => new URL(`${toRoot}${ADAPTER_FILE}`, url).href;
      return [sid, { integrity: integrityOf(digest), beside }];
    }),
  );
}
