// Installs the peers that Plugboard is measured against; kept out of the project's own packages.
import { join } from 'node:path';
import { ensurePackages } from '../../../../scripts/ensure-packages.mjs';

export const BENCH_FOLDER = join(import.meta.dirname, '..', '..', '..');

/** Does nothing when the packages already match the lockfile of bench. */
export function installPeers(log: (line: string) => void): Promise<boolean> {
  return ensurePackages({
    folder: BENCH_FOLDER,
    announce:
      'Installing the peers of the benchmark (about 20 MB of packages, the first time only)',
    log,
  });
}
