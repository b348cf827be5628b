// Reduces files and folders to one hash, so that a build can tell whether it has anything to do.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths are relative to `root`; of a folder every file counts, under its name. A missing path rejects. */
export async function hashFiles(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(paths.map((path) => filesAt(root, path)))).flat()) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

async function filesAt(root: string, path: string): Promise<string[]> {
  const entries = await entriesOf(join(root, path));
  if (entries === undefined) return [path];
  const files = await Promise.all(entries.map((name) => filesAt(root, `${path}/${name}`)));
  return files.flat();
}

async function entriesOf(path: string): Promise<string[] | undefined> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
