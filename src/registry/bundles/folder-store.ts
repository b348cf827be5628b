// Bundle bytes in the data folder: one file per content, which appears whole and on the disk, or not at all.
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  assertKey,
  assertSize,
  BlobMissingError,
  type BlobStore,
  isContentKey,
  type StoredFile,
} from './blob-store.ts';
import { syncFolder } from './sync-folder.ts';

export function createFolderStore(folder: string): BlobStore {
  const pathOf = (key: string) => {
    assertKey(key);
    // Folders with a hundred thousand files are slow on many file systems.
    return join(folder, key.slice(0, 2), key);
  };

  return {
    put: async (key, file) => {
      const target = pathOf(key);
      const present = await sizeOf(target);
      if (present === undefined || (isContentKey(key) && present !== file.size)) {
        await moveInto(target, file);
        return file.size;
      }
      // Whoever brought it may not be done yet, and a power cut now would take its name away again.
      await syncFolder(dirname(target));
      await syncFolder(folder);
      return present;
    },
    read: async (key, { size, range } = {}) => {
      const handle = await openForRead(pathOf(key), key);
      try {
        assertSize(key, (await handle.stat()).size, size);
      } catch (error) {
        await handle.close();
        throw error;
      }
      return handle.createReadStream(range ?? {});
    },
  };
}

/** The file was synced when it was written; what is left is its name, and that of a folder that is new. */
async function moveInto(target: string, { path }: StoredFile): Promise<void> {
  const parent = dirname(target);
  const made = await mkdir(parent, { recursive: true, mode: 0o700 });
  // A rename over a file that somebody put there meanwhile replaces it by the same bytes.
  await rename(path, target);
  await syncFolder(parent);
  if (made !== undefined) await syncFolder(dirname(parent));
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function openForRead(path: string, key: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new BlobMissingError(key, { cause: error });
  }
}
