// Finds the folder of this package, whether it runs from its sources, from a build, or installed.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statOf } from '../stat-of.ts';

export type PackageRoot = { readonly folder: string; readonly version: string };

export async function findPackageRoot(): Promise<PackageRoot> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'package.json');
    if (await statOf(file)) {
      const { name, version } = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
      if (name === 'plugboard' && version !== undefined) return { folder, version };
    }
    if (folder === dirname(folder)) throw new Error('The package plugboard is not complete.');
    folder = dirname(folder);
  }
}
