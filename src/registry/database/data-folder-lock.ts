// One registry at a time over an embedded database: another would not hear of this one's releases, and would go on
// answering with the manifests that it has in memory.
import { join } from 'node:path';
import { openSqliteDriver } from './sqlite-driver.ts';
import { unavailableReason } from './unavailable.ts';

export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  readonly code = 'data-folder-in-use';
}

/** Releasing it twice is releasing it once. */
export type DataFolderLock = { release(): void };

const LOCK_FILE = 'registry.lock';

/**
 * The lock is SQLite's own on a file beside the database: the system lets go of it when the process ends, however it
 * ends. Whatever works on the database beside a registry, such as a backup, does not ask for it.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  const file = await openSqliteDriver(join(dataFolder, LOCK_FILE));
  try {
    file.exec('PRAGMA busy_timeout = 0');
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (unavailableReason(error)?.reason !== 'storage-busy') throw error;
    throw new DataFolderInUseError(
      `Another registry works with ${dataFolder}. Stop it first, or use PostgreSQL for several registries`,
      { cause: error },
    );
  }
  let isHeld = true;
  return {
    release: () => {
      if (isHeld) file.close();
      isHeld = false;
    },
  };
}
