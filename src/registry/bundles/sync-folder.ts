// Makes the names in a folder survive a power cut; syncing a file alone does not do that.
import { open } from 'node:fs/promises';

export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and its file system keeps names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
