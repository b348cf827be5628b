// Builds and stores the one file of a configuration, once: every release of the configuration offers the same.
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { allConfiguredPlugins } from '../../configured-plugins/store.ts';
import type { Context } from '../../context.ts';
import type { BundleFileRow, ReleaseBundleRow, ReleaseRow } from '../../database/schema.ts';
import { timestamp } from '../../http/times.ts';
import { sendNotice } from '../../manifest/release-notices.ts';
import { bundleAddress } from '../bundle-address.ts';
import { bundleId, integrityOf } from '../bundle-id.ts';
import type { Hosting } from '../hosting.ts';
import { stageFile } from '../staging.ts';
import { insertBundle } from '../store.ts';
import { storeFile } from '../store-file.ts';
import { readParts } from './read-parts.ts';
import { RELEASE_FILE, type ReleaseFile, writeReleaseFile } from './release-file.ts';

/** Undefined when fewer than two bundles could share a file. */
export async function buildReleaseBundle(
  context: Context,
  hosting: Hosting,
  release: ReleaseRow,
): Promise<ReleaseBundleRow | undefined> {
  const { database } = context;
  const members = await allConfiguredPlugins(database, release.configuration_sid);
  const sources = await readParts(database, hosting.store, members);
  const first = members.find(({ unique_name: name }) => name === sources[0]?.uniqueName);
  if (!first || sources.length < 2) return undefined;

  const file = writeReleaseFile(sources);
  const folder = await hosting.staging.openFolder();
  try {
    const staged = await stageFiles(folder, file);
    const bundle = {
      account_sid: release.account_sid,
      id: bundleId({ private: false, entry: RELEASE_FILE, files: staged }),
      private: 0,
      entry: RELEASE_FILE,
      date_created: timestamp(context.now()),
    } as const;
    const rows: BundleFileRow[] = [];
    for (const one of staged) rows.push(await storeFile(hosting, folder, bundle, one));
    const row: ReleaseBundleRow = {
      configuration_sid: release.configuration_sid,
      account_sid: release.account_sid,
      bundle_id: bundle.id,
      // Where the bundles are that it is made of, browsers reach it as well.
      url: new URL(bundleAddress(bundle, RELEASE_FILE), first.plugin_url).href,
      integrity: integrityOf(staged[0].digest),
      parts: JSON.stringify(file.parts),
    };
    await database.transaction().execute(async (tx) => {
      await insertBundle(tx, bundle, rows);
      await tx
        .insertInto('release_bundles')
        .values(row)
        .onConflict((conflict) => conflict.column('configuration_sid').doNothing())
        .execute();
      await sendNotice(tx, release.account_sid);
    });
    return row;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stageFiles(folder: string, { code, map }: ReleaseFile) {
  const stage = async (name: string, content: string) => ({
    ...(await stageFile(folder, Readable.from([Buffer.from(content)]))),
    name,
  });
  return [await stage(RELEASE_FILE, code), await stage(`${RELEASE_FILE}.map`, map)] as const;
}
