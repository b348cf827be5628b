// Reads and writes the records of hosted bundles. They never change once they are written.
import type { BundleFileRow, BundleRow, Db, Tx } from '../database/schema.ts';

export function findBundleOfVersion(db: Db, versionSid: string): Promise<BundleRow | undefined> {
  return db
    .selectFrom('hosted_versions')
    .innerJoin('bundles', (join) =>
      join
        .onRef('bundles.account_sid', '=', 'hosted_versions.account_sid')
        .onRef('bundles.id', '=', 'hosted_versions.bundle_id'),
    )
    .selectAll('bundles')
    .where('hosted_versions.plugin_version_sid', '=', versionSid)
    .executeTakeFirst();
}

export type FileView = BundleFileRow & Pick<BundleRow, 'private'>;

export function findBundleFile(
  db: Db,
  { accountSid, bundleId, path }: { accountSid: string; bundleId: string; path: string },
): Promise<FileView | undefined> {
  return db
    .selectFrom('bundle_files')
    .innerJoin('bundles', (join) =>
      join
        .onRef('bundles.account_sid', '=', 'bundle_files.account_sid')
        .onRef('bundles.id', '=', 'bundle_files.bundle_id'),
    )
    .selectAll('bundle_files')
    .select('bundles.private')
    .where('bundle_files.account_sid', '=', accountSid)
    .where('bundle_files.bundle_id', '=', bundleId)
    .where('bundle_files.path', '=', path)
    .executeTakeFirst();
}

/** By path. */
export function listBundleFiles(
  db: Db,
  { account_sid: accountSid, id }: Pick<BundleRow, 'account_sid' | 'id'>,
): Promise<BundleFileRow[]> {
  return db
    .selectFrom('bundle_files')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where('bundle_id', '=', id)
    .orderBy('path')
    .execute();
}

/** The same bundle may belong to several versions; its records are written once. */
export async function insertBundle(
  tx: Tx,
  bundle: BundleRow,
  files: readonly BundleFileRow[],
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('bundles')
    .values(bundle)
    .onConflict((conflict) => conflict.columns(['account_sid', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return;
  for (const file of files) await tx.insertInto('bundle_files').values(file).execute();
}
