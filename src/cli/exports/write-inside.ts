// Writes a file below a folder and nowhere else: its path was named by a server.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { refused } from './refused.ts';

export async function writeInside(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = resolve(folder, path);
  if (!file.startsWith(resolve(folder) + sep)) {
    throw refused(
      'bundle-path',
      `${path} leads out of the folder of its bundle.`,
      'The registry that named it is not to be trusted.',
    );
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
