// The version of Plugboard that is installed, from the package.json above this file.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Read only when it is asked for: --help has no use for it. */
export function ownVersion(folder = import.meta.dirname): string {
  for (let at = folder; ; at = dirname(at)) {
    const { name, version } = readPackage(at);
    if (name === 'plugboard' && version !== undefined) return version;
    if (dirname(at) === at) throw new Error(`no package.json of plugboard is above ${folder}`);
  }
}

function readPackage(folder: string): { name?: string; version?: string } {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
