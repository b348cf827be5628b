// Writes the files of a new plugin: all of them, or none.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../new-folder.ts';
import type { NewFile } from './read-template.ts';

/** Rejects with `folder-not-empty` or `folder-unusable`, and has then changed nothing. */
export async function writePlugin(folder: string, files: readonly NewFile[]): Promise<void> {
  const advice = 'Choose another name or --folder.';
  await makeFolder({ folder, advice }, async (partial) => {
    for (const { path, text } of files) {
      await mkdir(dirname(join(partial, path)), { recursive: true });
      await writeFile(join(partial, path), text, { flag: 'wx' });
    }
  });
}
