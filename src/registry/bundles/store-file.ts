// Puts a staged file and its compressed twins into the storage and says what the storage has now.
import type { BundleFileRow, BundleRow } from '../database/schema.ts';
import { compressFile } from './compress-file.ts';
import type { Hosting } from './hosting.ts';
import { isCompressible, isSourceMap } from './media-type.ts';
import type { StagedFile } from './staging.ts';

export async function storeFile(
  { store }: Hosting,
  folder: string,
  bundle: Pick<BundleRow, 'account_sid' | 'id'>,
  file: StagedFile & { readonly name: string },
): Promise<BundleFileRow> {
  const { name, digest, size } = file;
  const row: BundleFileRow = {
    account_sid: bundle.account_sid,
    bundle_id: bundle.id,
    path: name,
    digest,
    size,
    brotli_size: null,
    gzip_size: null,
  };
  // Source maps are read by a developer now and then.
  if (isCompressible(name) && !isSourceMap(name)) {
    for (const { encoding, file: twin } of await compressFile(folder, file)) {
      // An earlier upload may have left a twin of another size there, made by another version of the compressor.
      if (encoding === 'br') row.brotli_size = await store.put(`${digest}.br`, twin);
      else row.gzip_size = await store.put(`${digest}.gz`, twin);
    }
  }
  await store.put(digest, file);
  return row;
}
