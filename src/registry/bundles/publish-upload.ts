// Makes a version of an upload: bytes into the storage first, records after, so that no record ever lacks its bytes.
import type { Context } from '../context.ts';
import type { BundleFileRow, BundleRow, PluginRow, PluginVersionRow } from '../database/schema.ts';
import { inWrite, type Write, type WriteBy } from '../database/write.ts';
import { conflict } from '../http/api-error.ts';
import { createPluginVersion } from '../plugin-versions/create-plugin-version.ts';
import { readExtensions } from '../plugin-versions/extensions.ts';
import { findPluginVersion } from '../plugin-versions/store.ts';
import { bundleAddress } from './bundle-address.ts';
import { bundleId, chooseEntry, integrityOf } from './bundle-id.ts';
import { makeFlexAdapter } from './flex-adapter.ts';
import type { Hosting } from './hosting.ts';
import type { Upload, UploadedFile } from './receive-upload.ts';
import type { UploadFields } from './schema.ts';
import { findBundleOfVersion, insertBundle } from './store.ts';
import { storeFile } from './store-file.ts';

export type Publication = {
  readonly by: WriteBy;
  readonly plugin: PluginRow;
  readonly upload: Upload;
  readonly fields: UploadFields;
  /** Origin under which browsers reach this registry. */
  readonly origin: string;
};

export type Published = { readonly row: PluginVersionRow; readonly isNew: boolean };

/** The same upload again is answered with the version there is; other bytes under its number are refused. */
export async function publishUpload(
  context: Context,
  hosting: Hosting,
  publication: Publication,
): Promise<Published> {
  const { by, plugin, upload, fields } = publication;
  const content = {
    private: fields.Private ?? false,
    entry: chooseEntry(
      upload.files.map(({ name }) => name),
      fields.Entry,
    ),
    files: upload.files,
    ...(fields.Format === 'system' && { adapterFor: plugin.unique_name }),
  };
  const bundle: BundleRow = {
    account_sid: by.caller.accountSid,
    id: bundleId(content),
    private: content.private ? 1 : 0,
    entry: content.entry,
    date_created: '',
  };
  const early = await findPublished(context.database, publication, bundle);
  if (early) return { row: early, isNew: false };

  const files: BundleFileRow[] = [];
  for (const file of await withAdapter(publication, content.entry)) {
    files.push(await storeFile(hosting, upload.folder, bundle, file));
  }
  return inWrite(context, by, async (write) => {
    const existing = await findPublished(write.tx, publication, bundle);
    if (existing) return { row: existing, isNew: false };
    return { row: await insert(write, publication, bundle, files), isNew: true };
  });
}

/** The adapter is made of the entry and the plugin's name, so of what the bundle is it says no more than those. */
async function withAdapter(
  { upload, fields, plugin }: Publication,
  entryName: string,
): Promise<readonly UploadedFile[]> {
  const entry = upload.files.find(({ name }) => name === entryName);
  if (fields.Format !== 'system' || !entry) return upload.files;
  // First, because storing a file takes it away.
  return [await makeFlexAdapter(upload.folder, plugin.unique_name, entry), ...upload.files];
}

async function findPublished(
  db: Write['tx'] | Context['database'],
  { plugin, fields }: Publication,
  bundle: BundleRow,
): Promise<PluginVersionRow | undefined> {
  const row = await findPluginVersion(db, plugin.sid, fields.Version);
  if (!row) return undefined;
  const existing = await findBundleOfVersion(db, row.sid);
  if (existing?.id === bundle.id && sameExtensions(row, fields)) return row;
  const what = existing?.id === bundle.id ? 'declarations' : 'bytes';
  throw conflict(
    'version-exists',
    `${plugin.unique_name} already has a version ${row.version}, with other ${what}`,
    { plugin: plugin.unique_name, version: row.version },
  );
}

/** What a version declares decides how it boots as much as its bytes do. */
function sameExtensions(row: PluginVersionRow, fields: UploadFields): boolean {
  const { integrity: _, ...wanted } = readExtensions({ ...fields, PluginUrl: '' });
  return Object.entries(wanted).every(
    ([name, value]) => row[name as keyof typeof wanted] === value,
  );
}

async function insert(
  write: Write,
  { plugin, fields, origin }: Publication,
  bundle: BundleRow,
  files: readonly BundleFileRow[],
): Promise<PluginVersionRow> {
  const entry = files.find(({ path }) => path === bundle.entry);
  if (!entry) throw new Error('the entry is one of the files');
  const row = await createPluginVersion(write, plugin, {
    ...fields,
    PluginUrl: `${origin}${bundleAddress(bundle, bundle.entry)}`,
    Integrity: integrityOf(entry.digest),
  });
  await insertBundle(write.tx, { ...bundle, date_created: write.now }, files);
  await write.tx
    .insertInto('hosted_versions')
    .values({ plugin_version_sid: row.sid, account_sid: row.account_sid, bundle_id: bundle.id })
    .execute();
  return row;
}
