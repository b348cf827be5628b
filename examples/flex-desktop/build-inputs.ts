// Reduces everything that goes into the page's bundles to one hash.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version as esbuildVersion } from 'esbuild';

const FOLDERS = ['page', 'cloud'];
const FILES = ['build.ts', 'package-lock.json'];

/** The lockfile stands for the packages: what is installed from it cannot change without it. */
export async function hashInputs(root: string): Promise<string> {
  const hash = createHash('sha256').update(esbuildVersion);
  for (const path of [...FILES, ...(await filesIn(root))]) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

async function filesIn(root: string): Promise<string[]> {
  const lists = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(root, folder))).map((name) => `${folder}/${name}`),
    ),
  );
  return lists.flat().sort();
}
