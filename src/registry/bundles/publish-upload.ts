// Makes a version of an upload: bytes into the storage first, records after, so that no record ever lacks its bytes.
import type { PluginVersionResource } from '../../domain/index.ts';
import type { Context } from '../context.ts';
import type { BundleFileRow, BundleRow, PluginRow, PluginVersionRow } from '../database/schema.ts';
import { inWrite, type Write, type WriteBy } from '../database/write.ts';
import { conflict } from '../http/api-error.ts';
import { findStoredAnswer, type Idempotency, storeAnswer } from '../http/idempotency.ts';
import { createPluginVersion } from '../plugin-versions/create-plugin-version.ts';
import { readExtensions } from '../plugin-versions/extensions.ts';
import { pluginVersionResource } from '../plugin-versions/resource.ts';
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
  /** The key that the client gave to this upload. */
  readonly idempotency: Idempotency | undefined;
};

export type Published = {
  /** 201 for a new version. */
  readonly status: number;
  readonly body: PluginVersionResource;
  /** The answer to the first upload with this key. */
  readonly isReplayed: boolean;
};

/** The same upload again is answered with the version there is; other bytes under its number are refused. */
export async function publishUpload(
  context: Context,
  hosting: Hosting,
  publication: Publication,
): Promise<Published> {
  const { by, plugin, upload, fields, idempotency } = publication;
  const replay = (write: Write) => findReplay(write, publication, context.now());
  // Before anything else is looked at: what was answered once is answered so again.
  const replayed = idempotency && (await inWrite(context, by, replay));
  if (replayed) return replayed;

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
  if (early && !idempotency) return answerWith(early, 200, publication);

  const files: BundleFileRow[] = [];
  for (const file of early ? [] : await withAdapter(publication, content.entry)) {
    files.push(await storeFile(hosting, upload.folder, bundle, file));
  }
  return inWrite(context, by, async (write) => {
    const meanwhile = await replay(write);
    if (meanwhile) return meanwhile;
    const existing = await findPublished(write.tx, publication, bundle);
    const answer = existing
      ? answerWith(existing, 200, publication)
      : answerWith(await insert(write, publication, bundle, files), 201, publication);
    if (idempotency) await storeAnswer(write, idempotency, answer.status, answer.body);
    return answer;
  });
}

async function findReplay(
  write: Write,
  { idempotency }: Publication,
  now: Date,
): Promise<Published | undefined> {
  const stored = idempotency && (await findStoredAnswer(write, idempotency, now));
  if (!stored) return undefined;
  // The fingerprint says that it was the answer to this very upload.
  return { status: stored.status, body: stored.body as PluginVersionResource, isReplayed: true };
}

function answerWith(row: PluginVersionRow, status: number, { origin }: Publication): Published {
  return { status, body: pluginVersionResource(row, origin), isReplayed: false };
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
