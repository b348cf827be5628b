// What hosting works with: the storage of the bytes, and the place where uploads wait until they are whole.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from './blob-store.ts';
import { createFolderStore } from './folder-store.ts';
import type { HostingSettings } from './hosting-settings.ts';
import { createS3Store } from './s3-store.ts';
import { openStaging, type Staging } from './staging.ts';

export type Hosting = { readonly store: BlobStore; readonly staging: Staging };

/** Opens the storage below the data folder and removes what a killed process left of its uploads. */
export async function openHosting(
  dataFolder: string,
  { s3 }: HostingSettings,
  now: () => Date,
): Promise<Hosting> {
  const folder = join(dataFolder, 'bundles');
  return {
    store: s3 ? createS3Store(s3) : await openFolderStore(join(folder, 'blobs')),
    staging: await openStaging(join(folder, 'incoming'), now),
  };
}

async function openFolderStore(folder: string): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return createFolderStore(folder);
}
